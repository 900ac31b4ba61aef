//! How large a county is to be generated, and the limits.

use crate::finding::Text;

/// Most schools and teachers of a generated county.
pub const MAX_SCHOOLS: usize = 5_000;
pub const MAX_TEACHERS: usize = 60_000;
/// Most teachers for each school of the county.
pub const MAX_PER_SCHOOL: usize = 100;

/// What a county is generated from. The same values give the same county on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    pub n_schools: usize,
    pub n_teachers: usize,
    pub seed: u64,
    /// School year.
    pub year: i16,
    /// Districts; `None` = one for each 8 to 12 schools.
    pub n_districts: Option<usize>,
    /// Their names, the county seat's first; a district beyond them is numbered.
    pub district_names: Vec<String>,
    /// Chinese and maths teachers outside the city beyond the usual, in per cent of those the lessons ask for.
    pub surplus_percent: u32,
    /// Schools of about the same size, instead of large ones in the city and small ones in the villages.
    pub even_sizes: bool,
    /// Rows of the retirees table, for `silver_age`; 0 = no table.
    pub n_retirees: usize,
    /// Teachers who are to be put forward for a higher title; 0 = no such column.
    pub n_title_candidates: usize,
    /// Teachers eligible for rotation, in thousandths of all.
    pub eligible_permille: u32,
}

impl Spec {
    pub fn new(n_schools: usize, n_teachers: usize, seed: u64) -> Self {
        Self {
            n_schools,
            n_teachers,
            seed,
            year: 2024,
            n_districts: None,
            district_names: Vec::new(),
            surplus_percent: 0,
            even_sizes: false,
            n_retirees: 0,
            n_title_candidates: 0,
            eligible_permille: super::ELIGIBLE_PERMILLE,
        }
    }

    /// # Errors
    /// No school, fewer teachers than schools, or more of either than the limits.
    pub fn check(&self) -> Result<(), Text> {
        if self.n_schools == 0 || self.n_schools > MAX_SCHOOLS {
            return Err(Text::new(
                format!(
                    "学校数须在 1 到 {MAX_SCHOOLS} 之间，现为 `{}`",
                    self.n_schools
                ),
                format!(
                    "schools must be 1 to {MAX_SCHOOLS}, not `{}`",
                    self.n_schools
                ),
            ));
        }
        let most = MAX_TEACHERS.min(MAX_PER_SCHOOL * self.n_schools);
        if self.n_teachers < self.n_schools || self.n_teachers > most {
            let (least, n) = (self.n_schools, self.n_teachers);
            return Err(Text::new(
                format!("{least} 所学校的教师数须在 {least} 到 {most} 之间，现为 `{n}`"),
                format!("{least} schools take {least} to {most} teachers, not `{n}`"),
            ));
        }
        if self.n_districts == Some(0) || self.n_districts > Some(self.n_schools) {
            return Err(Text::new(
                "学区数须在 1 到学校数之间",
                "districts must be 1 to the number of schools",
            ));
        }
        if self.surplus_percent > 100 {
            return Err(Text::new(
                "富余比例须在 0 到 100 之间",
                "the surplus must be 0 to 100 per cent",
            ));
        }
        if self.n_retirees > MAX_TEACHERS || self.n_title_candidates > self.n_teachers {
            return Err(Text::new(
                format!("退休教师至多 {MAX_TEACHERS} 名，拟晋升教师不超过教师数"),
                format!(
                    "retirees are {MAX_TEACHERS} at most, candidates for a title no more than teachers"
                ),
            ));
        }
        Ok(())
    }
}
