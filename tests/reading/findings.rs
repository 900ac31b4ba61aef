//! Every finding of checking: what is put into a sound county, and what must be found.

use crate::support::{County, SCENARIO};
use lungang::check::codes;
use lungang::finding::Severity;

/// A replacement in a table and the codes, with row and column, that follow.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

fn run(cases: &[Case]) {
    for (file, old, new, wanted) in cases {
        let outcome = County::new().replace(file, old, new).check();
        assert_eq!(outcome.codes(), *wanted, "{old} → {new}");
        let has_error = outcome
            .findings
            .iter()
            .any(|f| f.severity == Severity::Error);
        assert_eq!(outcome.instance.is_none(), has_error, "{old} → {new}");
        for finding in &outcome.findings {
            for text in [&finding.message, &finding.hint] {
                assert!(
                    !text.zh.is_empty() && !text.en.is_empty(),
                    "{}",
                    finding.code
                );
                assert!(
                    !text.en.ends_with('.') && !text.zh.ends_with('。'),
                    "{}",
                    text.en
                );
            }
        }
    }
}

#[test]
fn mistakes_of_schools_are_found() {
    run(&[
        (
            "schools.csv",
            "S3,特教",
            "S2,特教",
            &["id_duplicate 4 school_id", "id_unknown 5 school_id"],
        ),
        (
            "schools.csv",
            "S1,城关小学",
            ",城关小学",
            &[
                "cell_required 2 school_id",
                "id_unknown 3 hub",
                "id_unknown 2 school_id",
            ],
        ),
        ("schools.csv", "城关小学", "", &["cell_required 2 name"]),
        (
            "schools.csv",
            "S1,城关小学,小学",
            "S1,城关小学,小学校",
            &["word_unknown 2 stage"],
        ),
        ("schools.csv", "乡村", "郊区", &["word_unknown 3 tier"]),
        (
            "schools.csv",
            "S1,116.60",
            "S9,116.60",
            &["id_unknown 3 hub"],
        ),
        (
            "schools.csv",
            "116.56,33.26",
            "33.26,116.56",
            &["place_invalid 2 lon"],
        ),
        (
            "schools.csv",
            "116.56,33.26",
            "116.56,",
            &["place_invalid 2 lat"],
        ),
        (
            "schools.csv",
            "116.56,33.26",
            "0,0",
            &["place_invalid 2 lat"],
        ),
        (
            "schools.csv",
            "116.56,33.26",
            "东经116,33.26",
            &["number_invalid 2 lon"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "-40,,1,",
            &["number_negative 2 pupils_primary"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "40,,1.5,",
            &["number_invalid 2 classes_g1"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "40,,100,",
            &["number_absurd 2 classes_g1"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "40,,1,1",
            &["stage_mismatch 2 classes_g7"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "40,9,1,",
            &["stage_mismatch 2 pupils_junior"],
        ),
        (
            "schools.csv",
            "hub,",
            "hardship,",
            &["number_invalid 3 hardship"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "400,,1,",
            &["class_size_odd 2 pupils_primary"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "0,,1,",
            &["class_size_odd 2 pupils_primary"],
        ),
        (
            "schools.csv",
            "40,,1,",
            "40,,,",
            &["teachers_without_classes 2 classes_g1"],
        ),
        (
            "schools.csv",
            "王庄学校",
            "城关小学",
            &["name_duplicate 3 name"],
        ),
        (
            "schools.csv",
            "116.56,33.26",
            ",",
            &["school_without_place 2 lon"],
        ),
        (
            "schools.csv",
            "116.60,33.30",
            "106.60,33.30",
            &["school_far_off 3 lon"],
        ),
    ]);
}

#[test]
fn mistakes_of_teachers_are_found() {
    run(&[
        (
            "teachers.csv",
            "T2,乙",
            "T1,乙",
            &["id_unknown 2 spouse", "id_duplicate 3 teacher_id"],
        ),
        ("teachers.csv", "甲,男", "甲,人", &["word_unknown 2 sex"]),
        ("teachers.csv", "甲,男", "甲,", &["cell_required 2 sex"]),
        (
            "teachers.csv",
            "1985-03,S1",
            "1985-03,S9",
            &["id_unknown 2 school_id"],
        ),
        (
            "teachers.csv",
            "S1,,,语文",
            "S1,S8,,语文",
            &["id_unknown 2 home_school_id"],
        ),
        (
            "teachers.csv",
            "S1,,,语文",
            "S1,,初中,语文",
            &["stage_mismatch 2 stage"],
        ),
        (
            "teachers.csv",
            "小学,数学",
            ",数学",
            &["stage_missing 3 stage"],
        ),
        ("teachers.csv", "语文", "巫术", &["word_unknown 2 subject"]),
        (
            "teachers.csv",
            "语文",
            "物理",
            &["subject_mismatch 2 subject"],
        ),
        (
            "teachers.csv",
            "物理",
            "全科",
            &["subject_mismatch 4 subject"],
        ),
        (
            "teachers.csv",
            "音乐、美术",
            "音乐、雕刻",
            &["word_unknown 2 second_subjects"],
        ),
        (
            "teachers.csv",
            "音乐、美术",
            "音乐、语文、物理、其他",
            &[
                "subject_second_odd 2 second_subjects",
                "subject_second_odd 2 second_subjects",
                "subject_second_odd 2 second_subjects",
            ],
        ),
        (
            "teachers.csv",
            "1985-03",
            "1985-02-30",
            &["date_invalid 2 birth"],
        ),
        (
            "teachers.csv",
            "1985-03",
            "2012-03",
            &["birth_implausible 2 birth", "date_order 2 since"],
        ),
        (
            "teachers.csv",
            "1985-03",
            "1930-03",
            &["birth_implausible 2 birth"],
        ),
        ("teachers.csv", "1985-03", "1955-03", &["age_odd 2 birth"]),
        (
            "teachers.csv",
            "2010-09",
            "1980-09",
            &["date_order 2 since"],
        ),
        (
            "teachers.csv",
            "2010-09",
            "2024-10",
            &["date_order 2 since"],
        ),
        (
            "teachers.csv",
            "2010-09",
            "2015.1",
            &["date_ambiguous 2 since"],
        ),
        (
            "teachers.csv",
            "2010-09,,,",
            "2010-09,,2025-01,",
            &["date_order 2 last_rotated"],
        ),
        (
            "teachers.csv",
            "2010-09,,,",
            "2010-09,2023-08,,",
            &["term_odd 2 away_until"],
        ),
        (
            "teachers.csv",
            "2010-09,,,",
            "2010-09,2044-08,,",
            &["term_odd 2 away_until"],
        ),
        (
            "teachers.csv",
            "S2,,初中,物理,,2013-09,",
            "S2,S1,初中,物理,,2013-09,2023-08",
            &["stage_mismatch 4 home_school_id"],
        ),
        (
            "teachers.csv",
            ",S2,T2",
            ",S2；S7,T2",
            &["id_unknown 2 wishes"],
        ),
        ("teachers.csv", ",S2,T2", ",S1,T2", &["wish_odd 2 wishes"]),
        ("teachers.csv", "T2\n", "T7\n", &["id_unknown 2 spouse"]),
        (
            "teachers.csv",
            ",,,T1",
            ",,,",
            &["spouse_one_sided 2 spouse"],
        ),
        ("teachers.csv", "甲,男", "#REF!,男", &["cell_error 2 name"]),
        (
            "teachers.csv",
            "T3,丙",
            "3.2E+17,丙",
            &["id_as_number 4 teacher_id"],
        ),
        ("teachers.csv", "last_rotated", "certified", &[]),
        ("teachers.csv", "last_rotated", "可任周课时", &[]),
    ]);
}

#[test]
fn flags_numbers_and_principals_are_checked() {
    let table = |rows: &str| {
        let header = "teacher_id,sex,birth,school_id,subject,since,homeroom,max_lessons,position,rural_years,exemption";
        format!("{header}\n{rows}")
    };
    for (rows, wanted) in [
        (
            "T1,女,1985-03,S1,语文,2010-09,也许,12,,1.5,无",
            vec!["flag_unknown 2 homeroom"],
        ),
        (
            "T1,女,1985-03,S1,语文,2010-09,是,99,,,",
            vec!["number_absurd 2 max_lessons"],
        ),
        (
            "T1,女,1985-03,S1,语文,2010-09,是,12,,-1,",
            vec!["number_negative 2 rural_years"],
        ),
        ("T1,女,1985-03,S1,语文,2010-09,1,12,校长,,怀孕", vec![]),
        (
            "T1,女,1985-03,S1,语文,2010-09,0,,校长,,\nT2,男,1985-03,S1,语文,2010-09,,,principal,,",
            vec!["principals_several 3 position"],
        ),
        (
            "T1,女,1985-03,S1,语文,2010-09,0,,校工,,休假",
            vec!["word_unknown 2 exemption", "word_unknown 2 position"],
        ),
    ] {
        let outcome = County::new().with("teachers.csv", table(rows)).check();
        let mut found = outcome.codes();
        found.retain(|code| {
            !code.starts_with("school_without") && !code.starts_with("teachers_without")
        });
        assert_eq!(found, wanted, "{rows}");
    }
}

#[test]
fn mistakes_of_needs_are_found() {
    for (row, wanted) in [
        ("S1,小学,音乐,4", vec![]),
        ("S1,小学,音乐,0", vec![]),
        ("S1,小学,音乐,", vec!["cell_required 2 weekly_lessons"]),
        ("S9,小学,音乐,4", vec!["id_unknown 2 school_id"]),
        ("S1,初中,音乐,4", vec!["stage_mismatch 2 stage"]),
        ("S1,小学,物理,4", vec!["subject_mismatch 2 subject"]),
        ("S1,小学,全科,4", vec!["subject_mismatch 2 subject"]),
        (
            "S1,小学,音乐,4\nS1,小学,音乐,4",
            vec!["need_duplicate 3 subject"],
        ),
        ("S3,小学,音乐,4", vec!["stage_mismatch 2 stage"]),
    ] {
        let text = format!("学校代码,学段,学科,周课时\n{row}\n");
        assert_eq!(
            County::new().with("needs.csv", text).check().codes(),
            wanted,
            "{row}"
        );
    }
}

#[test]
fn roads_and_what_they_do_not_reach_are_checked() {
    let all = "S1,桥,5\n桥,S2,7\nS2,S3,3\n";
    for (rows, wanted) in [
        (all.to_owned(), vec![]),
        (format!("{all}S1,S2,-3"), vec!["number_negative 5 minutes"]),
        (format!("{all}S1,S2,2000"), vec!["number_absurd 5 minutes"]),
        (format!("{all}S1,,3"), vec!["cell_required 5 to"]),
        (format!("{all}S1,S1,3"), vec!["road_to_itself 5 to"]),
        (format!("{all}桥,S1,6"), vec!["road_repeated 5 minutes"]),
        (format!("{all}桥,S1,5"), vec![]),
        (format!("{all}王庄学校,S1,9"), vec!["road_by_name 5 from"]),
        (
            "S1,桥,5\n桥,S2,7\n".to_owned(),
            vec!["school_off_roads 4 school_id"],
        ),
        ("S1,桥,5\nS2,S3,7\n".to_owned(), vec!["pairs_unreachable"]),
    ] {
        let text = format!("起点,终点,分钟\n{rows}\n");
        assert_eq!(
            County::new().with("roads.csv", text).check().codes(),
            wanted,
            "{rows}"
        );
    }
}

#[test]
fn blanks_that_a_rule_relies_on_are_remarked() {
    let county = |rules: &str| County::new().with("scenario.toml", format!("{SCENARIO}{rules}"));
    let posts = "[rules.intake]\nwithin_posts = true\n";
    assert_eq!(
        county(posts).check().codes(),
        ["limit_blank  housing", "limit_blank  posts"]
    );
    let some = county(posts)
        .replace("schools.csv", "pupils_junior,", "housing,")
        .replace("schools.csv", "40,,1,", "40,3,1,");
    assert!(
        some.check()
            .codes()
            .contains(&"limit_blank  posts".to_owned())
    );
    let district = "[rules.itinerant]\n";
    let outcome = county(district)
        .replace("schools.csv", "城区,一学区", "城区,")
        .check();
    assert_eq!(outcome.codes(), ["district_blank 2 district"]);
}

#[test]
fn retirees_and_history_are_checked() {
    let header = "teacher_id,birth,subject,title,school_id\n";
    for (row, wanted) in [
        ("R1,1962-05,数学,高级,S1", vec![]),
        ("R1,1992-05,数学,高级,S1", vec!["birth_implausible 2 birth"]),
        (
            "R1,1962-05,算术,特级,S4",
            vec![
                "id_unknown 2 school_id",
                "word_unknown 2 subject",
                "word_unknown 2 title",
            ],
        ),
    ] {
        let text = format!("{header}{row}\n");
        assert_eq!(
            County::new().with("retirees.csv", text).check().codes(),
            wanted,
            "{row}"
        );
    }
    let header = "teacher_id,from,to,since,until\n";
    for (row, wanted) in [
        ("T1,S1,S2,2018-09,2020-08", vec![]),
        ("T1,S1,S2,2018-09,2017-08", vec!["date_order 2 until"]),
        (
            "T0,S1,S0,2018-09,",
            vec!["history_gone 2 teacher_id", "history_gone 2 to"],
        ),
    ] {
        let text = format!("{header}{row}\n");
        assert_eq!(
            County::new().with("history.csv", text).check().codes(),
            wanted,
            "{row}"
        );
    }
}

#[test]
fn all_findings_come_in_one_pass() {
    let outcome = County::new()
        .replace("schools.csv", "乡村", "郊区")
        .replace("teachers.csv", "甲,男,1985-03", "甲,人,1985.1")
        .replace("teachers.csv", "小学,数学,,2012-09", "小学,数术,,2032-09")
        .with(
            "needs.csv",
            "school_id,stage,subject,weekly_lessons\nS9,小学,音乐,-4\n",
        )
        .check();
    assert_eq!(
        outcome.codes(),
        [
            "id_unknown 2 school_id",
            "number_negative 2 weekly_lessons",
            "word_unknown 3 tier",
            "date_ambiguous 2 birth",
            "word_unknown 2 sex",
            "date_order 3 since",
            "word_unknown 3 subject",
        ]
    );
}

#[test]
fn hints_name_the_nearest_match() {
    let hint = |file: &str, old: &str, new: &str| {
        let outcome = County::new().replace(file, old, new).check();
        outcome.findings[0].hint.en.clone()
    };
    assert_eq!(
        hint("teachers.csv", "数学", "数学学"),
        "did you mean `数学`?"
    );
    assert_eq!(
        hint("teachers.csv", ",S2,T2", ",王庄学校,T2"),
        "that is a name, write the id `S2` (王庄学校)"
    );
    assert!(hint("teachers.csv", ",S2,T2", ",S22,T2").contains("did you mean `S2`"));
}

#[test]
fn codes_are_unique_and_described() {
    let mut seen = std::collections::BTreeSet::new();
    for code in codes::all() {
        assert!(seen.insert(code.name), "{}", code.name);
        assert!(!code.about_zh.is_empty() && !code.about_en.is_empty());
    }
    assert!(seen.len() > 50);
}
