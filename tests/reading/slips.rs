//! Slips that spoil a whole column: one finding says what has happened, and nothing is mended in silence.

use crate::support::{County, SCHOOLS, TEACHERS};

#[test]
fn columns_of_dates_that_are_swapped_are_told_once() {
    let swapped = TEACHERS
        .replacen("birth", "HERE", 1)
        .replacen("since", "birth", 1)
        .replacen("HERE", "since", 1);
    let outcome = County::new().with("teachers.csv", swapped).check();
    let told = outcome.of("dates_swapped");
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].message.zh,
        "4 人里有 4 人的 `since` 早于 `birth`：这两列像是写反了"
    );
    // It stands before the rows that fail for it, which are told as they stand.
    let of_teachers = |place: &Option<String>| place.as_deref() == Some("teachers.csv");
    let first = outcome.findings.iter().find(|f| of_teachers(&f.place.file));
    assert_eq!(first.expect("a finding").code, "dates_swapped");
    assert_eq!(outcome.of("date_order").len(), 4);
    assert!(outcome.instance.is_none());
}

#[test]
fn single_rows_of_wrong_dates_are_no_swapped_columns() {
    let outcome = County::new()
        .replace("teachers.csv", "2010-09", "1983-09")
        .replace("teachers.csv", "2012-09", "1983-09")
        .check();
    assert!(outcome.of("dates_swapped").is_empty());
    // Nobody begins to teach as a child.
    let early = TEACHERS.replace(",201", ",198");
    let outcome = County::new().with("teachers.csv", early).check();
    assert!(outcome.of("dates_swapped").is_empty());
    // Nobody who was born in 1930 teaches: these dates are wrong in another way.
    let old = TEACHERS.replace(",201", ",193");
    let outcome = County::new().with("teachers.csv", old).check();
    assert!(outcome.of("dates_swapped").is_empty());
}

#[test]
fn zeros_lost_in_the_schools_table_are_told_with_their_cell() {
    let known = |text: &str, id: &str| text.replace("S1", id).replace("S2", "S20");
    let outcome = County::new()
        .with("schools.csv", known(SCHOOLS, "101"))
        .with("teachers.csv", known(TEACHERS, "0101"))
        .check();
    let told = outcome.of("id_unknown");
    assert_eq!(told.len(), 1);
    let hint = &told[0].hint;
    assert!(
        hint.zh
            .contains("学校表 `schools.csv` 第 2 行 `school_id` 写的是 `101`"),
        "{hint:?}"
    );
    assert!(hint.zh.ends_with("改成 `0101`"), "{hint:?}");
    assert!(
        hint.en.contains("has `101` in row 2, column `school_id`"),
        "{hint:?}"
    );
    // The other way round the cell itself has lost them.
    let outcome = County::new()
        .with("schools.csv", known(SCHOOLS, "0101"))
        .with("teachers.csv", known(TEACHERS, "101"))
        .check();
    let hint = &outcome.of("id_unknown")[0].hint;
    assert!(
        hint.zh.starts_with("是不是 `0101`？前面的 0 像是丢了"),
        "{hint:?}"
    );
}

#[test]
fn a_header_that_stands_twice_is_told_by_its_columns() {
    let outcome = County::new()
        .replace("schools.csv", "district", "学校名称")
        .check();
    let told = &outcome.of("column_twice")[0].message;
    assert!(told.zh.ends_with("：在 B、E 列"), "{told:?}");
    assert!(told.en.ends_with(": columns B, E"), "{told:?}");
}

#[test]
fn minutes_that_are_estimated_are_told_once() {
    let outcome = County::new().check();
    let told = outcome.of("minutes_estimated");
    assert_eq!(told.len(), 1);
    let said = &told[0].message.zh;
    assert!(
        said.starts_with("没有道路表：路程由经纬度估算（直线距离 × "),
        "{said}"
    );
    let roads = "起点,终点,分钟\nS1,S2,7\nS2,S3,3\n";
    let outcome = County::new().with("roads.csv", roads).check();
    assert!(outcome.of("minutes_estimated").is_empty());
}
