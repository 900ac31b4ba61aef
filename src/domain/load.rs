//! How many lessons a week a teacher can be asked to give (contract 3, "Loads").

use super::settings::LoadSettings;
use super::teacher::Teacher;
use super::words::{Position, Stage, Subject};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// `max_lessons` where given, nothing deducted; else ⌊base(stage, main subject) × every factor that applies⌋.
/// `age` is in completed years on the planning date.
pub fn load(teacher: &Teacher, stage: Stage, age: u32, settings: &LoadSettings) -> u32 {
    if let Some(lessons) = teacher.max_lessons {
        return lessons;
    }
    let base = base(stage, teacher.subject, settings);
    let factors = [
        (teacher.homeroom, settings.homeroom_factor),
        (age >= settings.senior_age, settings.senior_factor),
        (
            teacher.position == Position::Principal,
            settings.principal_factor,
        ),
        (
            teacher.position == Position::VicePrincipal,
            settings.vice_principal_factor,
        ),
    ];
    let product = factors
        .into_iter()
        .filter(|(applies, _)| *applies)
        .fold(Decimal::from(base), |product, (_, factor)| {
            product * factor.fraction()
        });
    product.floor().to_u32().unwrap_or(0)
}

/// Lessons a week of a stage and main subject, before any factor.
pub fn base(stage: Stage, subject: Subject, settings: &LoadSettings) -> u32 {
    let (table, default) = match stage {
        Stage::Primary => (&settings.primary, settings.primary_default),
        Stage::Junior => (&settings.junior, settings.junior_default),
    };
    table.get(&subject).copied().unwrap_or(default)
}

/// Most second-subject lessons of a teacher who stays; `general` teachers have no cap of their own.
pub fn second_cap(subject: Subject, load: u32, settings: &LoadSettings) -> u32 {
    if subject == Subject::General {
        load
    } else {
        load.min(settings.second_subject_max_lessons)
    }
}
