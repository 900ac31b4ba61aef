//! The smaller tables, the county as a whole, and findings in general.

use crate::support::{County, SCENARIO};
use lungang::check::codes;

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
        (format!("{all}S3,S22,9"), vec!["road_like_school 5 to"]),
        (format!("{all}S3,S22,9\nS22,S1,9"), vec![]),
        (format!("{all}S3,渡口,9"), vec!["road_dead_end 5 to"]),
        (format!("{all}0999,S3,9"), vec!["road_dead_end 5 from"]),
        (format!("{all}0999,S3,9\n0999,S1,9"), vec![]),
        (format!("{all}S1,S2,0"), vec!["road_no_time 5 minutes"]),
        (
            "S1,桥,5\n桥,S2,7\n".to_owned(),
            vec!["school_off_roads 4 school_id"],
        ),
        (
            "S1,桥,5\nS2,S3,7\n".to_owned(),
            vec!["pairs_unreachable", "road_dead_end 2 to"],
        ),
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
fn a_place_at_the_end_of_a_road_where_a_teacher_lives_is_of_use() {
    let outcome = County::new()
        .with(
            "roads.csv",
            "起点,终点,分钟\nS1,桥,5\n桥,S2,7\nS2,S3,3\nS3,渡口,9\n",
        )
        .replace("teachers.csv", "wishes,spouse", "residence,spouse")
        .replace("teachers.csv", ",S2,T2", ",渡口,T2")
        .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
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

/// A table without its column of ids is one mistake, not one for each row that refers to it.
#[test]
fn a_missing_column_of_ids_is_told_once() {
    let schools = County::new().replace("schools.csv", "school_id,", "moon,");
    assert_eq!(
        schools.check().codes(),
        ["column_missing 1 school_id", "column_unknown 1 moon"]
    );
    let teachers = County::new().replace("teachers.csv", "teacher_id,", "moon,");
    assert_eq!(
        teachers.check().codes(),
        ["column_missing 1 teacher_id", "column_unknown 1 moon"]
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

#[test]
fn totals_and_notes_among_the_records_are_one_finding_each() {
    for row in [
        "合计,,,,,,,,,,,,,",
        " 小　计：,3人,,,,,,,,,,,,",
        "制表人：张三,,审核：李四,,,,,,,,,,,",
    ] {
        let outcome = County::new().replace("teachers.csv", "T4,丁", &format!("{row}\nT4,丁"));
        let outcome = outcome.check();
        assert_eq!(outcome.codes(), ["row_no_record 5"], "{row}");
        assert!(outcome.instance.is_none(), "{row}");
    }
}
