//! Why somebody may not be rotated, with his own numbers.

use super::otherwise::Voice;
use crate::domain::eligibility::Ineligible;
use crate::domain::ids::TeacherIndex;
use crate::domain::words::{Sex, Word};
use crate::finding::Text;
use crate::rules::say;

/// All reasons in one line.
pub(super) fn said_reasons(
    voice: &Voice<'_>,
    teacher: TeacherIndex,
    reasons: &[Ineligible],
) -> String {
    let said = reasons
        .iter()
        .map(|&r| reason(voice, teacher, r).get(voice.lang).to_owned());
    said.collect::<Vec<_>>().join(voice.pick("；", "; "))
}

/// A reason in words, with the numbers of this teacher.
pub(super) fn reason(voice: &Voice<'_>, teacher: TeacherIndex, reason: Ineligible) -> Text {
    let (row, standing) = (
        voice.instance.teacher(teacher),
        voice.instance.standing(teacher),
    );
    let settings = &voice.instance.settings.eligibility;
    let limit = match row.sex {
        Sex::Male => settings.max_age_male,
        Sex::Female => settings.max_age_female,
    };
    let (age, tenure, years, rest) = (
        standing.age,
        standing.tenure,
        settings.min_years,
        settings.rest_years,
    );
    let within = settings.retire_within;
    match reason {
        Ineligible::SpecialSchool => Text::new("在特殊教育学校任教", "serves at a special school"),
        Ineligible::OtherSubject => Text::new("主教学科为“其他”", "main subject is `other`"),
        Ineligible::NotCertified => Text::new("没有教师资格证", "not certified"),
        Ineligible::Position(position) => Text::new(
            format!("职务为{}", say::chinese(position)),
            format!("is {}", position.code()),
        ),
        Ineligible::Employment(employment) => Text::new(
            format!("用工性质为{}，不在编", say::chinese(employment)),
            format!("not on the establishment: {}", employment.code()),
        ),
        Ineligible::GroupLeader => Text::new("担任教研组长", "leads a subject group"),
        Ineligible::InService => Text::new("服务期未满", "bound by an unfinished service"),
        Ineligible::Probation => Text::new("在试用期", "on probation"),
        Ineligible::Exempt(cause) => Text::new(
            format!("免交流：{}", say::chinese(cause)),
            format!("exempt: {}", cause.code()),
        ),
        Ineligible::NearRetirement => Text::new(
            format!("{age} 岁，距退休不足 {within} 年"),
            format!("aged {age}, less than {within} years from retirement"),
        ),
        Ineligible::InTerm => {
            Text::new("本轮交流尚未期满", "in a rotation term that has not ended")
        }
        Ineligible::Resting => Text::new(
            format!("上次交流后未满 {rest} 年"),
            format!("rotated less than {rest} years ago"),
        ),
        Ineligible::Age => Text::new(
            format!("{age} 岁，须小于 {limit} 岁"),
            format!("aged {age}, the limit is under {limit}"),
        ),
        Ineligible::Tenure => Text::new(
            format!("在本校任教 {tenure} 年，须满 {years} 年"),
            format!("{tenure} years at the school, {years} are asked for"),
        ),
    }
}
