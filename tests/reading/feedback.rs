//! Verdicts on teachers: those that clash, and those that ask for what cannot be.

use crate::support::County;
use lungang::domain::words::Verdict;

fn codes(rows: &str) -> Vec<String> {
    let text = format!("工号,学校代码,意见,理由,提出人,时间\n{rows}\n");
    County::new().with("feedback.csv", text).check().codes()
}

#[test]
fn verdicts_that_agree_have_no_findings() {
    for rows in [
        "T1,,同意,,,",
        "T1,S2,pin,合适,校长,2024-06-20",
        "T1,S2,同意,,,\nT1,S1,不同意,,,",
        "T1,,同意,,,\nT1,,不同意,,,",
        "T1,,同意,,,\nT1,S2,不同意,,,",
        "T1,S1,同意,,,\nT1,,同意,,,",
    ] {
        let found = codes(rows);
        assert!(
            found.iter().all(|code| {
                code.starts_with("feedback_repeated") || code.starts_with("feedback_own_school")
            }),
            "{rows} {found:?}"
        );
    }
}

#[test]
fn verdicts_that_clash_are_errors() {
    for rows in [
        "T1,S2,同意,,,\nT1,S1,同意,,,",
        "T1,S2,同意,,,\nT1,,同意,,,",
        "T1,S2,同意,,,\nT1,S2,不同意,,,",
        "T1,S2,同意,,,\nT1,,不同意,,,",
        "T1,,同意,,,\nT1,S1,不同意,,,",
        "T1,,不同意,,,\nT1,S1,不同意,,,",
    ] {
        let mut found = codes(rows);
        found.retain(|code| !code.starts_with("feedback_own_school"));
        assert_eq!(found, ["feedback_clash 3 verdict"], "{rows}");
    }
    assert_eq!(
        codes("T1,S2,同意,,,\nT1,S2,同意,,,"),
        ["feedback_repeated 3 verdict"]
    );
}

#[test]
fn verdicts_that_cannot_be_are_errors() {
    assert_eq!(codes("T4,S1,同意,,,"), ["feedback_impossible 2 school_id"]);
    assert_eq!(
        codes("T4,S3,不同意,,,"),
        [
            "feedback_impossible 2 school_id",
            "feedback_own_school 2 school_id"
        ]
    );
    assert_eq!(codes("T3,S1,同意,,,"), ["feedback_impossible 2 school_id"]);
    assert_eq!(codes("T4,,同意,,,"), Vec::<String>::new());
    assert_eq!(
        codes("T9,S8,也许,,,"),
        [
            "id_unknown 2 school_id",
            "id_unknown 2 teacher_id",
            "word_unknown 2 verdict"
        ]
    );
    assert_eq!(codes("T1,S8,不同意,,,"), ["id_unknown 2 school_id"]);
}

#[test]
fn a_verdict_given_twice_counts_once() {
    let text = "工号,学校代码,意见,理由\nT1,,同意,甲\nT1,,同意,乙\n";
    let outcome = County::new().with("feedback.csv", text).check();
    assert_eq!(outcome.sound().feedback.len(), 1);
}

#[test]
fn a_row_without_a_verdict_says_nothing() {
    assert_eq!(codes("T1,S2,,,,"), ["feedback_blank 2 verdict"]);
    // Whatever else stands in it: nobody answered.
    assert_eq!(codes("T9,S8,,,,"), ["feedback_blank 2 verdict"]);
    let text = "工号,学校代码,意见,拟安排\nT1,S2,,某某：甲校 → 乙校\nT1,,同意,\n";
    let outcome = County::new().with("feedback.csv", text).check();
    assert_eq!(outcome.sound().feedback.len(), 1);
}

#[test]
fn a_day_that_is_no_date_holds_no_verdict_up() {
    for day in ["6月20日", "昨天", "2024-13-40", "#N/A"] {
        let row = format!("T1,S2,不同意,,,{day}");
        assert_eq!(codes(&row), ["feedback_date_unread 2 at"], "{day}");
    }
    let text = "工号,意见,时间\nT1,不同意,6月20日\n";
    let outcome = County::new().with("feedback.csv", text).check();
    assert_eq!(outcome.sound().feedback.len(), 1);
}

#[test]
fn yes_and_no_are_verdicts_where_the_header_asks_for_them() {
    let verdicts = |header: &str| {
        let text = format!("工号,学校代码,{header}\nT1,,是\nT2,,否\n");
        let outcome = County::new().with("feedback.csv", text).check();
        outcome.codes()
    };
    assert_eq!(verdicts("是否同意"), Vec::<String>::new());
    assert_eq!(verdicts("是否同意（必填）"), Vec::<String>::new());
    let unknown = ["word_unknown 2 verdict", "word_unknown 3 verdict"];
    assert_eq!(verdicts("意见"), unknown);
    let text = "工号,是否同意\nT1,是\nT2,不同意\nT3,否\n";
    let outcome = County::new().with("feedback.csv", text).check();
    let said = outcome.sound().feedback.iter().map(|row| row.verdict);
    let (pin, forbid) = (Verdict::Pin, Verdict::Forbid);
    assert_eq!(said.collect::<Vec<_>>(), [pin, forbid, forbid]);
}

#[test]
fn the_name_of_a_teacher_is_told_as_one() {
    let text = "工号,意见\n甲,不同意\n";
    let outcome = County::new().with("feedback.csv", text).check();
    let hint = &outcome.of("id_unknown")[0].hint;
    assert_eq!(hint.zh, "这是姓名，应填工号 `T1` (甲)");
}

/// A form asks about the school he is to go to: his own one, or a school that has no part in him, is told.
#[test]
fn verdicts_on_the_wrong_school_or_teacher_are_remarked() {
    for verdict in ["同意", "不同意"] {
        let own = codes(&format!("T1,S1,{verdict},,,"));
        assert_eq!(own, ["feedback_own_school 2 school_id"], "{verdict}");
    }
    assert_eq!(codes("T1,S2,不同意,,S3,"), ["feedback_of_others 2 by"]);
    assert_eq!(codes("T1,,不同意,,S2,"), ["feedback_of_others 2 by"]);
    for by in ["S1", "S2", "校长", ""] {
        let row = format!("T1,S2,不同意,,{by},");
        assert_eq!(codes(&row), Vec::<String>::new(), "{by}");
    }
}

/// What a form says of a blank verdict is what reading one says.
#[test]
fn a_blank_verdict_is_told_as_the_form_tells_it() {
    let text = "工号,学校代码,意见\nT1,S2,\n";
    let outcome = County::new().with("feedback.csv", text).check();
    let hint = &outcome.findings[0].hint;
    assert!(
        hint.zh.contains("没有意见的行留空即可，不影响其他行"),
        "{hint:?}"
    );
    assert!(
        hint.en.contains("a row without a verdict does no harm"),
        "{hint:?}"
    );
}
