//! What a scenario sets outside its rules; values and sources come from the shipped defaults.

use super::date::{Date, months_between};
use super::share::Share;
use super::words::{Employment, Exemption, Sex, Stage, Subject, Title};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// All settings outside `[rules.…]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub eligibility: EligibilitySettings,
    pub subjects: SubjectSettings,
    pub curriculum: Curriculum,
    pub loads: LoadSettings,
    pub travel: TravelSettings,
    pub balance: BalanceSettings,
    pub money: MoneySettings,
    pub prices: Prices,
    pub carry: CarrySettings,
}

/// How a plan turns into next year's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarrySettings {
    /// Years of a posting, after which he returns; 0 = the personnel relation moves with him and he stays.
    pub term_years: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct EligibilitySettings {
    /// Whole years at the present school.
    pub min_years: u32,
    /// Strictly under.
    pub max_age_male: u32,
    pub max_age_female: u32,
    /// Years since `last_rotated`.
    pub rest_years: u32,
    pub retire_male: u32,
    pub retire_female: u32,
    pub retire_within: u32,
    pub exempt: BTreeSet<Exemption>,
    /// Who counts; the others are never moved and stand in no share.
    pub employment: BTreeSet<Employment>,
    pub protect_group_leaders: bool,
    /// Years in rural schools that a candidate for a title needs.
    pub title_rural_years: u32,
    /// Retirement by birth, sex and title, the first step that fits; empty = the flat ages above.
    pub retirement: Vec<RetirementStep>,
}

/// Retirement of those of one sex (and title) who are born from some month on: one month later for each `step_months`
/// of births, from `from_years` up to `to_years`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetirementStep {
    pub sex: Sex,
    /// Empty = whatever the title.
    pub titles: Vec<Title>,
    /// The first month of birth that retires later.
    pub born: Date,
    pub from_years: u32,
    pub to_years: u32,
    pub step_months: u32,
}

impl RetirementStep {
    /// Months of age at which somebody born so retires.
    pub fn months(&self, birth: Date) -> u32 {
        let (first, last) = (self.from_years * 12, self.to_years * 12);
        if birth < self.born {
            return first;
        }
        let later = 1 + months_between(self.born, birth) / self.step_months.max(1);
        (first + later).min(last.max(first))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct SubjectSettings {
    pub pe_arts: BTreeSet<Subject>,
    pub shortage: BTreeSet<Subject>,
    pub shortage_weight: u32,
    /// What the optional level `core_unfilled` counts.
    pub core: BTreeSet<Subject>,
    /// Order in which `before` is filled.
    pub order: Vec<Subject>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Curriculum {
    /// Subjects every teacher holds as second subjects.
    pub anyone: BTreeSet<Subject>,
    /// Subjects for which the schools' joint grades come together.
    pub joint: BTreeSet<Subject>,
    /// Weekly lessons of one class: subject → grades 1–6.
    pub primary: BTreeMap<Subject, Vec<u32>>,
    /// Subject → grades 7–9.
    pub junior: BTreeMap<Subject, Vec<u32>>,
}

impl Curriculum {
    /// The table of one stage.
    pub fn stage(&self, stage: Stage) -> &BTreeMap<Subject, Vec<u32>> {
        match stage {
            Stage::Primary => &self.primary,
            Stage::Junior => &self.junior,
        }
    }

    /// Whether the stage teaches the subject at all.
    pub fn teaches(&self, stage: Stage, subject: Subject) -> bool {
        self.stage(stage)
            .get(&subject)
            .is_some_and(|lessons| lessons.iter().any(|&n| n > 0))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct LoadSettings {
    pub homeroom_factor: Share,
    pub senior_age: u32,
    pub senior_factor: Share,
    pub principal_factor: Share,
    pub vice_principal_factor: Share,
    pub second_subject_max_lessons: u32,
    pub primary_default: u32,
    pub primary: BTreeMap<Subject, u32>,
    pub junior_default: u32,
    pub junior: BTreeMap<Subject, u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TravelSettings {
    pub speed_kmh: f64,
    pub detour: f64,
    pub base_minutes: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BalanceSettings {
    /// Whether the weighted coefficient of variation is the one that is judged.
    pub weighted: bool,
    pub point_min_pupils: u32,
    pub small_rural_counts_part_time: bool,
    /// Pupils of a rural unit that may count part-time and itinerant PE and arts teachers.
    pub small_rural_min_pupils: u32,
    pub small_rural_max_pupils: u32,
    /// Indicators of the seven that a school must reach, and the share of its threshold that a missing one must.
    pub indicators_min: u32,
    pub indicator_floor: Share,
    /// Most pupils of a school, and of a nine-year school.
    pub school_pupils_max: u32,
    pub nine_year_pupils_max: u32,
    pub primary: BalanceThresholds,
    pub junior: BalanceThresholds,
}

impl BalanceSettings {
    pub fn stage(&self, stage: Stage) -> &BalanceThresholds {
        match stage {
            Stage::Primary => &self.primary,
            Stage::Junior => &self.junior,
        }
    }
}

/// Heads and multimedia rooms per 100 pupils, m² and yuan a pupil, and the largest coefficient of variation and class.
#[derive(Debug, Clone, PartialEq)]
pub struct BalanceThresholds {
    pub degree: f64,
    pub backbone: f64,
    pub pe_arts: f64,
    pub room_m2: f64,
    pub sports_m2: f64,
    pub equipment_yuan: f64,
    pub multimedia_rooms: f64,
    pub cv_max: f64,
    /// Most pupils of a class.
    pub class_pupils_max: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MoneySettings {
    /// Yuan a year by the destination's hardship 0–4.
    pub rotation_by_hardship: Vec<Decimal>,
    pub rotation_per_minute: Decimal,
    /// Yuan a year by the destination's tier: urban, town, rural.
    pub rotation_by_tier: Vec<Decimal>,
    /// Yuan a block of itinerant lessons.
    pub itinerant_per_block: Decimal,
    /// Yuan a day away: each school and stage that somebody visits is a day a week.
    pub itinerant_per_day: Decimal,
    pub weeks: Decimal,
}

/// Prices of level `burden`.
#[derive(Debug, Clone, PartialEq)]
pub struct Prices {
    pub yuan: Decimal,
    pub minute: Decimal,
    pub beyond_share: Decimal,
    pub wish_missed: Decimal,
    pub carried_before: Decimal,
    /// Taken off for each candidate for a title who lacks rural service and is sent to a rural or weak school.
    pub title_candidate: Decimal,
}
