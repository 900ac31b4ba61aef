//! Findings as text (a screenful per kind), as JSON and as the full list in CSV.

use crate::finding::{Finding, Lang, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// So many rows of one code are shown before "… and N more".
const ROWS_PER_CODE: usize = 8;

/// Errors first, then by code, then by place.
pub fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        (a.severity, a.code, &a.place, &a.value).cmp(&(b.severity, b.code, &b.place, &b.value))
    });
    findings
}

pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}

/// Whether [`text`] leaves rows out.
pub fn is_cut(findings: &[Finding]) -> bool {
    by_code(findings)
        .values()
        .any(|group| group.len() > ROWS_PER_CODE)
}

/// One block a code: the first rows, what to do, and how many more there are; then the counts.
pub fn text(findings: &[Finding], lang: Lang) -> String {
    let mut out = String::new();
    for ((severity, code), group) in by_code(findings) {
        out += &format!(
            "{}[{code}] × {}\n",
            severity_word(severity, lang),
            group.len()
        );
        let mut last_hint = "";
        for finding in group.iter().take(ROWS_PER_CODE) {
            out += &format!("  {}\n", line(finding, lang));
            let hint = finding.hint.get(lang);
            if !hint.is_empty() && hint != last_hint {
                out += &format!("    {}{hint}\n", hint_word(lang));
                last_hint = hint;
            }
        }
        if group.len() > ROWS_PER_CODE {
            out += &format!("  {}\n", more(group.len() - ROWS_PER_CODE, lang));
        }
        out.push('\n');
    }
    out + &counts(findings, lang)
}

/// `{"findings": […]}` as the contract writes it.
pub fn json(findings: &[Finding], lang: Lang) -> Value {
    let rows: Vec<_> = findings
        .iter()
        .map(|finding| {
            json!({
                "severity": severity_code(finding.severity),
                "code": finding.code,
                "file": finding.place.file,
                "sheet": finding.place.sheet,
                "row": finding.place.row,
                "column": finding.place.column,
                "value": finding.value,
                "message": finding.message.get(lang),
                "hint": finding.hint.get(lang),
            })
        })
        .collect();
    json!({ "findings": rows })
}

/// The full list with one header row; the byte-order mark lets a spreadsheet see that it is UTF-8.
pub fn csv(findings: &[Finding], lang: Lang, out: &mut dyn Write) -> Result<(), csv::Error> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(match lang {
        Lang::Zh => [
            "级别",
            "编号",
            "文件",
            "工作表",
            "行",
            "列",
            "内容",
            "问题",
            "办法",
        ],
        Lang::En => [
            "severity", "code", "file", "sheet", "row", "column", "value", "message", "hint",
        ],
    })?;
    for finding in findings {
        let place = &finding.place;
        let header = place.header.as_ref().map(|header| header.get(lang));
        writer.write_record([
            match lang {
                Lang::Zh => severity_word(finding.severity, lang),
                Lang::En => severity_code(finding.severity),
            },
            finding.code,
            place.file.as_deref().unwrap_or_default(),
            place.sheet.as_deref().unwrap_or_default(),
            &place.row.map(|row| row.to_string()).unwrap_or_default(),
            header.or(place.column.as_deref()).unwrap_or_default(),
            finding.value.as_deref().unwrap_or_default(),
            finding.message.get(lang),
            finding.hint.get(lang),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

fn by_code(findings: &[Finding]) -> BTreeMap<(Severity, &'static str), Vec<&Finding>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for finding in findings {
        groups
            .entry((finding.severity, finding.code))
            .or_default()
            .push(finding);
    }
    groups
}

/// `teachers.csv:17 since: message`, the column as the user knows it.
fn line(finding: &Finding, lang: Lang) -> String {
    let place = &finding.place;
    let mut at = place.file.clone().unwrap_or_default();
    if let Some(sheet) = &place.sheet {
        at += &format!("[{sheet}]");
    }
    if let Some(row) = place.row {
        at += &format!(":{row}");
    }
    let header = place.header.as_ref().map(|header| header.get(lang));
    if let Some(column) = header.or(place.column.as_deref()) {
        at += &format!(" {column}");
    }
    let message = finding.message.get(lang);
    if at.is_empty() {
        message.to_owned()
    } else {
        format!("{}: {message}", at.trim_start())
    }
}

fn counts(findings: &[Finding], lang: Lang) -> String {
    let errors = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    let remarks = findings.len() - errors;
    match lang {
        Lang::Zh => format!("错误 {errors} 条，提醒 {remarks} 条\n"),
        Lang::En => format!("{errors} errors, {remarks} remarks\n"),
    }
}

fn more(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("…… 另有 {n} 条"),
        Lang::En => format!("… and {n} more"),
    }
}

fn hint_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "提示：",
        Lang::En => "hint: ",
    }
}

fn severity_code(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Remark => "remark",
    }
}

fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Remark, Lang::Zh) => "提醒",
        (_, Lang::En) => severity_code(severity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Place, Text};

    fn findings(n: usize) -> Vec<Finding> {
        (0..n)
            .map(|i| Finding {
                severity: Severity::Error,
                code: "unknown_school",
                place: Place {
                    file: Some("teachers.csv".into()),
                    sheet: None,
                    row: Some(i + 2),
                    column: Some("school_id".into()),
                    header: Some(Text::new("学校代码", "school_id")),
                },
                value: Some("S9".into()),
                message: Text::new("没有学校 `S9`", "no school `S9`"),
                hint: Text::new("是否为 `S1`", "did you mean `S1`"),
            })
            .collect()
    }

    #[test]
    fn a_screenful_then_a_count() {
        let shown = text(&findings(10), Lang::En);
        assert!(shown.starts_with("error[unknown_school] × 10\n"));
        assert!(
            shown.contains(
                "  teachers.csv:2 school_id: no school `S9`\n    hint: did you mean `S1`\n"
            )
        );
        assert!(shown.contains("  … and 2 more\n"));
        assert!(shown.ends_with("10 errors, 0 remarks\n"));
        let zh = text(&findings(1), Lang::Zh);
        assert!(zh.contains("  teachers.csv:2 学校代码: 没有学校 `S9`\n"));
        assert!(is_cut(&findings(10)) && !is_cut(&findings(8)));
    }

    #[test]
    fn the_csv_holds_every_row() {
        let mut out = Vec::new();
        csv(&findings(10), Lang::Zh, &mut out).expect("written to memory");
        assert_eq!(String::from_utf8_lossy(&out).lines().count(), 11);
    }
}
