//! Who may be rotated on the planning date, and why somebody may not (contract 3, policy.md 3).

use super::date::{Date, completed_years, months_later, years_later};
use super::ids::TeacherIndex;
use super::instance::Instance;
use super::school::School;
use super::settings::{EligibilitySettings, RetirementStep};
use super::teacher::Teacher;
use super::words::{Employment, Exemption, Position, Quality, Sex, Subject, Tier};

/// A reason for which a teacher is not eligible, in the order they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ineligible {
    /// Serves in a special school: outside moves and shares.
    SpecialSchool,
    /// Main subject `other`.
    OtherSubject,
    NotCertified,
    /// Not employed as those who count are.
    Employment(Employment),
    /// Principals and vice-principals.
    Position(Position),
    Probation,
    Exempt(Exemption),
    /// Leads a subject group, where those are protected.
    GroupLeader,
    /// Under `retire_within` years to retirement.
    NearRetirement,
    /// Bound to his school by an unfinished service.
    InService,
    /// In a rotation term that has not ended.
    InTerm,
    /// Rotated within `rest_years`.
    Resting,
    /// Not strictly under the age limit.
    Age,
    /// Under `min_years` at the present school.
    Tenure,
}

/// `None` if the teacher is eligible on `on`, else the first of [`reasons`].
pub fn ineligible(
    teacher: &Teacher,
    in_special_school: bool,
    settings: &EligibilitySettings,
    on: Date,
) -> Option<Ineligible> {
    reasons(teacher, in_special_school, settings, on)
        .into_iter()
        .next()
}

/// Every reason for which a teacher is not eligible on `on`; none if he is.
pub fn reasons(
    teacher: &Teacher,
    in_special_school: bool,
    settings: &EligibilitySettings,
    on: Date,
) -> Vec<Ineligible> {
    let max_age = match teacher.sex {
        Sex::Male => settings.max_age_male,
        Sex::Female => settings.max_age_female,
    };
    let age = completed_years(teacher.birth, on);
    let exemption = teacher
        .exemption
        .filter(|exemption| settings.exempt.contains(exemption));
    let resting = teacher
        .last_rotated
        .is_some_and(|last| years_later(last, settings.rest_years) > on);
    let reasons = [
        (in_special_school, Ineligible::SpecialSchool),
        (teacher.subject == Subject::Other, Ineligible::OtherSubject),
        (!teacher.certified, Ineligible::NotCertified),
        (
            !settings.employment.contains(&teacher.employment),
            Ineligible::Employment(teacher.employment),
        ),
        (
            teacher.position != Position::Teacher,
            Ineligible::Position(teacher.position),
        ),
        (teacher.probation, Ineligible::Probation),
        (
            exemption.is_some(),
            Ineligible::Exempt(exemption.unwrap_or(Exemption::Leave)),
        ),
        (
            teacher.group_leader && settings.protect_group_leaders,
            Ineligible::GroupLeader,
        ),
        (
            near_retirement(teacher, settings, on),
            Ineligible::NearRetirement,
        ),
        (
            teacher.service_until.is_some_and(|until| until > on),
            Ineligible::InService,
        ),
        (in_term(teacher, on), Ineligible::InTerm),
        (resting, Ineligible::Resting),
        (age >= max_age && !teacher.volunteer, Ineligible::Age),
        (
            completed_years(teacher.since, on) < settings.min_years && !teacher.volunteer,
            Ineligible::Tenure,
        ),
    ];
    reasons
        .into_iter()
        .filter_map(|(applies, reason)| applies.then_some(reason))
        .collect()
}

/// Under `retire_within` years to retirement: by completed years where the ages are flat, by the day where a table of
/// births sets them.
fn near_retirement(teacher: &Teacher, settings: &EligibilitySettings, on: Date) -> bool {
    match retirement(teacher, settings) {
        Some(day) => day < years_later(on, settings.retire_within),
        None => {
            let age = completed_years(teacher.birth, on);
            flat_age(teacher, settings).saturating_sub(age) < settings.retire_within
        }
    }
}

fn flat_age(teacher: &Teacher, settings: &EligibilitySettings) -> u32 {
    match teacher.sex {
        Sex::Male => settings.retire_male,
        Sex::Female => settings.retire_female,
    }
}

/// The day a teacher retires by the table of births: its first step for his sex and title; `None` without a table, or
/// where no step is his.
fn retirement(teacher: &Teacher, settings: &EligibilitySettings) -> Option<Date> {
    let is_his = |step: &&RetirementStep| {
        let titled = step.titles.is_empty();
        step.sex == teacher.sex
            && (titled
                || teacher
                    .title
                    .is_some_and(|title| step.titles.contains(&title)))
    };
    let step = settings.retirement.iter().find(is_his)?;
    Some(months_later(teacher.birth, step.months(teacher.birth)))
}

/// Whether somebody has retired by `on`.
pub fn has_retired(teacher: &Teacher, settings: &EligibilitySettings, on: Date) -> bool {
    match retirement(teacher, settings) {
        Some(day) => day <= on,
        None => completed_years(teacher.birth, on) >= flat_age(teacher, settings),
    }
}

/// Whether a rotation term is still unfinished on `on`.
pub fn in_term(teacher: &Teacher, on: Date) -> bool {
    teacher.away_until.is_some_and(|until| until > on)
}

/// Whether a candidate for a title still lacks the rural service that it asks for.
pub fn lacks_rural_service(instance: &Instance, index: TeacherIndex) -> bool {
    let (teacher, settings) = (instance.teacher(index), &instance.settings.eligibility);
    let served = teacher.rural_years.unwrap_or(0.0);
    teacher.title_candidate && served < f64::from(settings.title_rural_years)
}

/// Whether service at a school is what a title asks for: rural or weak.
pub fn serves_title(school: &School) -> bool {
    school.tier == Tier::Rural || school.quality == Quality::Weak
}

/// Whether the teacher may give itinerant lessons at all: certified, `teacher`, no exemption whatever, not on
/// probation or away. That he stays home this year is up to the plan.
pub fn may_give_itinerant(teacher: &Teacher, on: Date) -> bool {
    teacher.certified
        && teacher.position == Position::Teacher
        && teacher.exemption.is_none()
        && !teacher.probation
        && !in_term(teacher, on)
}
