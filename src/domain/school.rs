//! Schools and their units.

use super::date::Date;
use super::ids::SchoolIndex;
use super::words::{Outlook, Quality, SchoolKind, Stage, Subject, Tier};

/// A school of the county, as its table row says.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// School code, text with its leading zeros.
    pub id: String,
    pub name: String,
    pub kind: SchoolKind,
    pub tier: Tier,
    /// 学区; `None` where blank.
    pub district: Option<String>,
    /// 教育集团; `None` where blank.
    pub group: Option<String>,
    /// Its hub school; `None` where blank (then it is its own hub).
    pub hub: Option<SchoolIndex>,
    pub quality: Quality,
    /// Longitude and latitude in degrees.
    pub place: Option<(f64, f64)>,
    pub pupils_primary: u32,
    pub pupils_junior: u32,
    /// Classes in grades 1 to 9.
    pub classes: [u32; 9],
    /// 复式班: grades that sit in one room and are taught at once, in every subject.
    pub multigrade: Vec<Grades>,
    /// 合班: grades that come together for the subjects of `curriculum.joint`.
    pub joint: Vec<Grades>,
    /// Approved staff; `None` = no limit.
    pub posts: Option<u32>,
    /// Beds for teachers from afar; `None` = no limit.
    pub housing: Option<u32>,
    /// 0 to 4.
    pub hardship: u8,
    pub outlook: Outlook,
    pub boarding: bool,
    /// When it opened; `None` where blank: long ago.
    pub opened: Option<Date>,
    pub facilities: Facilities,
}

/// Grades 1 to 9 that are taught together, sorted.
pub type Grades = Vec<usize>;

/// What the balance test counts beside people; all optional in the table.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Facilities {
    /// Teaching and auxiliary rooms, m².
    pub room_m2: Option<f64>,
    /// Sports ground and halls, m².
    pub sports_m2: Option<f64>,
    pub equipment_yuan: Option<f64>,
    pub multimedia_rooms: Option<f64>,
}

impl School {
    /// Pupils of one stage.
    pub fn pupils(&self, stage: Stage) -> u32 {
        match stage {
            Stage::Primary => self.pupils_primary,
            Stage::Junior => self.pupils_junior,
        }
    }
}

/// A school and a stage: what has need, gives and receives.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    pub school: SchoolIndex,
    pub stage: Stage,
    /// Lessons a week needed by subject (`Subject::index`).
    pub need: [u32; Subject::COUNT],
}
