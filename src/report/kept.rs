//! Why how many people may not be rotated: the first reason of each, counted.

use crate::domain::eligibility::Ineligible;
use crate::domain::instance::Instance;
use crate::domain::words::Word;
use crate::finding::{Lang, Text};

/// Every reason with its people, the most first; nobody is named.
pub fn reasons(instance: &Instance) -> Vec<(Text, usize)> {
    let mut counted: Vec<(Ineligible, usize)> = Vec::new();
    for reason in instance.standings.iter().filter_map(|s| s.ineligible) {
        match counted.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, n)) => *n += 1,
            None => counted.push((reason, 1)),
        }
    }
    // Equal numbers keep the order of their words, whatever the order of the table.
    let mut said: Vec<_> = counted
        .into_iter()
        .map(|(reason, n)| (short(reason), n))
        .collect();
    said.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.en.cmp(&b.0.en)));
    said
}

/// A line of them; blank where everybody may.
pub fn line(instance: &Instance, lang: Lang) -> String {
    let reasons = reasons(instance);
    if reasons.is_empty() {
        return String::new();
    }
    let all: usize = reasons.iter().map(|(_, n)| n).sum();
    let parts: Vec<_> = reasons
        .iter()
        .map(|(why, n)| format!("{} {n}", why.get(lang)))
        .collect();
    match lang {
        Lang::Zh => format!("不符合交流条件 {all} 人：{}\n", parts.join("、")),
        Lang::En => format!("{all} may not be rotated: {}\n", parts.join(", ")),
    }
}

fn short(reason: Ineligible) -> Text {
    let (zh, en) = match reason {
        Ineligible::SpecialSchool => ("特殊教育学校", "special school"),
        Ineligible::OtherSubject => ("学科为其他", "subject `other`"),
        Ineligible::NotCertified => ("没有教师资格证", "not certified"),
        Ineligible::Employment(employment) => (employment.chinese()[0], employment.code()),
        Ineligible::Position(position) => (position.chinese()[0], position.code()),
        Ineligible::Probation => ("试用期", "on probation"),
        Ineligible::Exempt(exemption) => (exemption.chinese()[0], exemption.code()),
        Ineligible::GroupLeader => ("教研组长", "group leader"),
        Ineligible::InService => ("服务期未满", "unfinished service"),
        // Not the exemption's word, 临近退休: the two would stand in one line as if counted twice.
        Ineligible::NearRetirement => ("距退休年限不足", "near retirement"),
        Ineligible::InTerm => ("交流未期满", "unfinished term"),
        Ineligible::Resting => ("刚交流过", "rotated lately"),
        Ineligible::Age => ("超龄", "over the age limit"),
        Ineligible::Tenure => ("本校任教年限不够", "too short at the school"),
    };
    Text::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::{Exemption, Position};
    use crate::rules::testing::county;

    #[test]
    fn each_is_counted_once_by_the_first_reason() {
        let county = county(|parts| {
            parts.teachers[0].exemption = Some(Exemption::Illness);
            parts.teachers[1].exemption = Some(Exemption::Illness);
            parts.teachers[2].position = Position::Principal;
            parts.teachers[2].certified = false;
        });
        assert_eq!(
            line(&county, Lang::En),
            "3 may not be rotated: illness 2, not certified 1\n"
        );
        assert!(line(&county, Lang::Zh).contains("重大疾病 2"));
    }
}
