//! Who may be rotated on the planning date, and why somebody may not (contract 3, policy.md 3).

use super::date::{Date, completed_years, years_later};
use super::settings::EligibilitySettings;
use super::teacher::Teacher;
use super::words::{Exemption, Position, Sex, Subject};

/// A reason for which a teacher is not eligible, in the order they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ineligible {
    /// Serves in a special school: outside moves and shares.
    SpecialSchool,
    /// Main subject `other`.
    OtherSubject,
    NotCertified,
    /// Principals and vice-principals.
    Position(Position),
    Probation,
    Exempt(Exemption),
    /// Under `retire_within` years to retirement.
    NearRetirement,
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
    let (max_age, retire) = match teacher.sex {
        Sex::Male => (settings.max_age_male, settings.retire_male),
        Sex::Female => (settings.max_age_female, settings.retire_female),
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
            teacher.position != Position::Teacher,
            Ineligible::Position(teacher.position),
        ),
        (teacher.probation, Ineligible::Probation),
        (
            exemption.is_some(),
            Ineligible::Exempt(exemption.unwrap_or(Exemption::Leave)),
        ),
        (
            retire.saturating_sub(age) < settings.retire_within,
            Ineligible::NearRetirement,
        ),
        (in_term(teacher, on), Ineligible::InTerm),
        (resting, Ineligible::Resting),
        (age >= max_age, Ineligible::Age),
        (
            completed_years(teacher.since, on) < settings.min_years,
            Ineligible::Tenure,
        ),
    ];
    reasons
        .into_iter()
        .filter_map(|(applies, reason)| applies.then_some(reason))
        .collect()
}

/// Whether a rotation term is still unfinished on `on`.
pub fn in_term(teacher: &Teacher, on: Date) -> bool {
    teacher.away_until.is_some_and(|until| until > on)
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
