//! What is put into a sound teachers table, and what must be found.

use crate::support::{County, run};

#[test]
fn mistakes_of_teachers_are_found() {
    run(&[
        (
            "teachers.csv",
            "T2,乙",
            "T1,乙",
            &["id_unknown 2 spouse", "id_duplicate 3 teacher_id"],
        ),
        ("teachers.csv", "语文", "语　文", &[]),
        (
            "teachers.csv",
            "音乐、美术",
            "体育(与健康)；综合实践（活动）",
            &[],
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
