//! Teachers, as the roster says, and what follows for each of them on the planning date.

use super::date::Date;
use super::eligibility::Ineligible;
use super::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use super::travel::Residence;
use super::words::{Backbone, Degree, Employment, Exemption, Position, Sex, Stage, Subject, Title};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A teacher's row of the roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Teacher {
    pub id: String,
    pub name: String,
    pub sex: Sex,
    pub birth: Date,
    /// Where he serves on 31 August.
    pub school: SchoolIndex,
    /// Where his post is, if another school.
    pub home_school: Option<SchoolIndex>,
    /// The stage he teaches; `None` only in a special school.
    pub stage: Option<Stage>,
    pub subject: Subject,
    pub second_subjects: BTreeSet<Subject>,
    pub degree: Degree,
    pub certified: bool,
    pub backbone: Backbone,
    pub title: Option<Title>,
    pub position: Position,
    pub homeroom: bool,
    pub graduating: bool,
    /// Start at the present school.
    pub since: Date,
    pub rural_years: Option<f64>,
    /// Lessons a week he can be asked to give, if the table says.
    pub max_lessons: Option<u32>,
    /// Lessons a week he gives now: shown, never taken for capacity.
    pub weekly_lessons: Option<u32>,
    pub exemption: Option<Exemption>,
    pub probation: bool,
    pub away_until: Option<Date>,
    pub last_rotated: Option<Date>,
    pub wishes: Vec<SchoolIndex>,
    pub spouse: Option<TeacherIndex>,
    pub employment: Employment,
    /// May be moved beyond the age limit and before `min_years`.
    pub volunteer: bool,
    /// Bound to his school until then.
    pub service_until: Option<Date>,
    /// Up for a middle or senior title.
    pub title_candidate: bool,
    /// Leads a subject group.
    pub group_leader: bool,
    /// Where he lives, if the table says: he travels from there, else from his school.
    pub residence: Option<Residence>,
}

/// What follows from a teacher's row on the planning date.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The unit he starts the year in; `None` in a special school.
    pub base: Option<UnitIndex>,
    /// Lessons a week he can give.
    pub load: u32,
    /// Most second-subject lessons a week while he stays.
    pub second_cap: u32,
    /// Every subject he can be posted for or teach beside his main one, with `curriculum.anyone`; never his main one.
    pub seconds: BTreeSet<Subject>,
    /// `None` = eligible for rotation.
    pub ineligible: Option<Ineligible>,
    /// Completed years of age and of tenure.
    pub age: u32,
    pub tenure: u32,
    /// In an unfinished rotation term on the planning date.
    pub in_term: bool,
    /// Whole minutes one way from his residence, by school; `None` where the table gives no residence.
    pub home_minutes: Option<Arc<[Option<u32>]>>,
}
