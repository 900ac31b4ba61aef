//! What is put into a sound schools table, and what must be found.

use crate::support::{County, run};

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
            "multigrade,",
            &["grades_invalid 3 multigrade"],
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
fn a_grade_left_blank_between_grades_with_classes_is_remarked() {
    let header = "school_id,name,stage,tier,lon,lat,pupils_primary,pupils_junior,\
        classes_g1,classes_g2,classes_g3,classes_g4,classes_g5,classes_g6,classes_g7,classes_g8,classes_g9,multigrade";
    for (classes, wanted) in [
        ("1,1,1,1,1,1,1,1,1,", vec![]),
        ("1,1,,1,1,1,1,1,1,", vec!["classes_blank 3 classes_g3"]),
        (
            "1,,1,,,1,1,,1,",
            vec![
                "classes_blank 3 classes_g2",
                "classes_blank 3 classes_g4",
                "classes_blank 3 classes_g5",
                "classes_blank 3 classes_g8",
            ],
        ),
        ("1,1,1,1,1,,1,1,1,", vec!["classes_blank 3 classes_g6"]),
        // A teaching point, a stage that has just opened, and zeros that somebody has written.
        ("1,1,1,,,,1,,,", vec![]),
        ("1,1,0,1,1,1,0,1,1,", vec![]),
        // The second grade sits with the first.
        ("1,,1,1,1,1,1,1,1,1+2", vec![]),
    ] {
        let rows = format!(
            "S1,城关小学,小学,城区,116.56,33.26,40,,1,1,1,1,1,1,,,,\n\
             S2,王庄学校,九年一贯制,乡村,116.60,33.30,30,35,{classes}\n\
             S3,特教学校,特殊教育,城区,116.57,33.27,,,1,,1,,,,,,,\n"
        );
        let outcome = County::new().with("schools.csv", format!("{header}\n{rows}"));
        assert_eq!(outcome.check().codes(), wanted, "{classes}");
    }
}
