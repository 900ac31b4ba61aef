//! How a paper ends: the rules behind it, how to object, who signs, which plan it belongs to.

use super::paper::Part;
use crate::report::source::Source;
use crate::report::words;

/// Which plan a paper belongs to.
pub(super) fn footer(source: &Source<'_>) -> String {
    let sum: String = source.file.scenario.input_sha256.chars().take(12).collect();
    let heading = words::heading(source.file, source.lang);
    format!("{heading} · {sum}")
}

/// What the rules say, with the clauses that the county cites.
pub(super) fn by_rules(source: &Source<'_>, codes: &[&str]) -> Vec<Part> {
    let in_force = source.file.rules.iter();
    let mut rows: Vec<_> = in_force
        .filter(|row| codes.contains(&row.code.as_str()))
        .filter_map(|row| {
            let sentence = source.rules.get(&row.code)?.sentence();
            Some(vec![
                source.text(&words::rule(&row.code)),
                source.text(&sentence),
                row.source.clone(),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut heads = source.heads(&[
        ("规则", "rule"),
        ("内容", "what it says"),
        ("依据", "source"),
    ]);
    if rows
        .iter()
        .all(|row| row.last().is_some_and(String::is_empty))
    {
        heads.pop();
        for row in &mut rows {
            row.pop();
        }
    }
    vec![
        Part::Heading(source.t("依据的规则", "By which rules").to_owned()),
        Part::Table {
            heads: heads.into_iter().map(str::to_owned).collect(),
            rows,
        },
    ]
}

pub(super) fn objection(source: &Source<'_>, from: &str) -> String {
    let school = source.school(from);
    source.said(
        format!(
            "如有异议，请在收到本通知后 ______ 日内书面告知{school}，由学校填入反馈表报教育局；您的意见会在下一次测算中逐条处理并书面答复。"
        ),
        format!(
            "If you object, write to {school} within ______ days of receiving this letter; the school enters it on its reply form to the bureau, and each objection is dealt with in the next reckoning and answered in writing."
        ),
    )
}

/// The reply form takes verdicts on postings alone.
pub(super) fn objection_to_visits(source: &Source<'_>, from: &str) -> String {
    let school = source.school(from);
    source.said(
        format!(
            "如有异议，请在收到本通知后 ______ 日内书面告知{school}，由学校另附书面说明报教育局（反馈表只填交流的意见，不用于走教）；您的意见将书面答复。"
        ),
        format!(
            "If you object, write to {school} within ______ days of receiving this letter; the school passes it on to the bureau in writing (the reply form is on postings only), and each objection is answered in writing."
        ),
    )
}

pub(super) fn signatures(source: &Source<'_>, from: &str) -> Vec<String> {
    let school = source.school(from);
    vec![
        source.t("教师签收", "Received, teacher").to_owned(),
        source.said(format!("{school}（盖章）"), format!("{school} (seal)")),
        source
            .t("教育局（盖章）", "Education bureau (seal)")
            .to_owned(),
    ]
}
