//! The fingerprint of the input: the same for the same county, another for another.

use crate::support::{County, SCENARIO, SCHOOLS, TEACHERS, check_folder};
use encoding_rs::GBK;
use std::collections::BTreeSet;
use std::path::Path;

/// Every table of a county with every field of a row filled in somewhere.
const TABLES: [(&str, &str); 7] = [
    (
        "schools.csv",
        "school_id,name,stage,tier,district,group,hub,quality,lon,lat,pupils_primary,pupils_junior,classes_g1,classes_g7,\
         posts,housing,hardship,outlook,boarding,opened,room_m2,sports_m2,equipment_yuan,multimedia_rooms,multigrade,joint\n\
         S1,城关小学,小学,城区,一学区,甲集团,,优质,116.56,33.26,40,,1,,4,0,,,,2022-09,120.5,,,,,\n\
         S2,王庄学校,九年一贯制,乡村,一学区,,S1,,116.60,33.30,30,35,1,1,,6,3,过渡,是,,,80,9000,2,1+2,7+8\n",
    ),
    (
        "teachers.csv",
        "teacher_id,name,sex,birth,school_id,home_school_id,stage,subject,second_subjects,degree,certified,backbone,title,\
         position,homeroom,graduating,since,rural_years,max_lessons,weekly_lessons,exemption,probation,away_until,\
         last_rotated,wishes,spouse,employment,volunteer,service_until,title_candidate,group_leader,residence\n\
         T1,甲,男,1985-03,S1,,,语文,音乐、美术,本科,,县级,一级,,是,,2010-09,,12,14,,,,2018-09,S2,T2,,是,,是,,大桥\n\
         T2,乙,女,1986-03,S2,S1,小学,数学,,专科,否,,,副校长,,是,2012-09,2.5,,,怀孕,是,2025-08,,,T1,特岗,,2026-08,,是,\n",
    ),
    (
        "needs.csv",
        "school_id,stage,subject,weekly_lessons\nS1,小学,音乐,0\nS2,初中,物理,7\n",
    ),
    ("roads.csv", "from,to,minutes\nS1,大桥,12\n大桥,S2,9\n"),
    (
        "retirees.csv",
        "teacher_id,name,sex,birth,school_id,stage,subject,second_subjects,title,max_lessons\n\
         R1,李老师,男,1962-05,S1,小学,数学,科学,高级,10\nR2,,,1961-05,,,美术,,,\n",
    ),
    (
        "history.csv",
        "teacher_id,from,to,since,until\nT1,S1,S2,2018-09,2020-08\nT2,S2,S1,2016-09,\n",
    ),
    (
        "feedback.csv",
        "teacher_id,school_id,verdict,reason\nT1,S2,同意,愿去\nT2,,不同意,\n",
    ),
];

fn full_county() -> County {
    let rules = "[rules.travel_cap]\nminutes = 45\nsource = \"三\"\n[rules.rotation_share]\nscope = { tiers = [\"urban\"] }\n";
    let scenario = County::new().with("scenario.toml", format!("{SCENARIO}{rules}"));
    TABLES
        .iter()
        .fold(scenario, |county, (file, table)| county.with(file, table))
}

/// The written form and its hash: whoever changes them makes every plan one of other input.
#[test]
fn the_fingerprint_of_a_full_county_is_pinned() {
    let outcome = full_county().check();
    insta::assert_snapshot!("canonical", outcome.canonical());
    assert_eq!(
        outcome.sha256(),
        "924a71b81a585abeac53dcddfb468f7217a35788ecf0356f4ba036685a65b11f"
    );
}

#[test]
fn no_table_s_order_of_rows_or_columns_matters() {
    let wanted = full_county().check().sha256();
    let columns_reversed = |table: &str| -> String {
        let row = |row: &str| row.rsplit(',').collect::<Vec<_>>().join(",") + "\n";
        table.lines().map(row).collect()
    };
    for (file, table) in TABLES {
        for other in [reversed(table), columns_reversed(table)] {
            assert_eq!(
                full_county().with(file, other).check().sha256(),
                wanted,
                "{file}"
            );
        }
    }
}

/// Each cell of the full county, changed to another sound one: file, old and new text.
const CHANGES: [(&str, &str, &str); 73] = [
    ("schools.csv", "S2,王庄学校", "S2,王庄"),
    (
        "schools.csv",
        "S1,城关小学,小学,城区",
        "S1,城关小学,小学,镇区",
    ),
    ("schools.csv", "城区,一学区", "城区,二学区"),
    ("schools.csv", "甲集团", "乙集团"),
    ("schools.csv", ",S1,,116.60", ",,,116.60"),
    ("schools.csv", "优质", "薄弱"),
    ("schools.csv", "116.56", "116.57"),
    ("schools.csv", "33.26", "33.27"),
    ("schools.csv", ",40,", ",41,"),
    ("schools.csv", ",30,35,", ",30,36,"),
    ("schools.csv", "35,1,1,", "35,2,1,"),
    ("schools.csv", ",4,0,", ",5,0,"),
    ("schools.csv", ",4,0,", ",4,,"),
    ("schools.csv", ",6,3,", ",6,2,"),
    ("schools.csv", "过渡", "永久保留"),
    ("schools.csv", "过渡,是", "过渡,否"),
    ("schools.csv", "120.5", "121"),
    ("schools.csv", ",80,", ",81,"),
    ("schools.csv", "9000,2", "9001,2"),
    ("schools.csv", "9000,2", "9000,3"),
    ("teachers.csv", "T1,甲", "T1,丙"),
    ("teachers.csv", "甲,男", "甲,女"),
    ("teachers.csv", "1985-03", "1985-04"),
    ("teachers.csv", "S2,S1,小学", "S2,,小学"),
    ("teachers.csv", "S2,S1,小学,数学", "S2,S1,小学,英语"),
    ("teachers.csv", "音乐、美术", "音乐"),
    ("teachers.csv", "本科", "硕士"),
    ("teachers.csv", "专科,否", "专科,是"),
    ("teachers.csv", "县级", "市级"),
    ("teachers.csv", "一级", "高级"),
    ("teachers.csv", "副校长", "校长"),
    ("teachers.csv", ",是,,2010-09", ",,,2010-09"),
    ("teachers.csv", ",是,2012-09", ",,2012-09"),
    ("teachers.csv", "2010-09", "2010-10"),
    ("teachers.csv", "2.5", "3"),
    ("teachers.csv", ",12,14,", ",13,14,"),
    ("teachers.csv", ",12,14,", ",12,15,"),
    ("teachers.csv", "怀孕", "哺乳期"),
    ("teachers.csv", "怀孕,是", "怀孕,否"),
    ("teachers.csv", "2025-08", "2025-09"),
    ("teachers.csv", "2018-09", "2018-10"),
    ("teachers.csv", "2018-09,S2", "2018-09,"),
    ("teachers.csv", ",S2,T2", ",S2,"),
    ("teachers.csv", "特岗", "聘用"),
    ("teachers.csv", "2026-08", "2026-09"),
    ("teachers.csv", "是,,大桥", "是,,S1"),
    ("teachers.csv", "是,,大桥", "是,,"),
    ("teachers.csv", "T2,,是,,是", "T2,,,,是"),
    ("teachers.csv", "T2,,是,,是", "T2,,是,,"),
    ("teachers.csv", "2026-08,,是", "2026-08,,"),
    ("needs.csv", "物理,7", "物理,8"),
    ("roads.csv", "S2,9", "S2,10"),
    ("retirees.csv", "R2", "R3"),
    ("retirees.csv", "李老师", "王老师"),
    ("retirees.csv", "男", "女"),
    ("retirees.csv", "1962-05", "1963-05"),
    ("retirees.csv", ",S1,小学", ",S2,小学"),
    ("retirees.csv", ",S1,小学", ",S1,"),
    ("retirees.csv", "数学,科学", "语文,科学"),
    ("retirees.csv", "数学,科学", "数学,音乐"),
    ("retirees.csv", "高级,10", "一级,10"),
    ("retirees.csv", "高级,10", "高级,9"),
    ("history.csv", "T2,S2,S1", "T1,S2,S1"),
    ("history.csv", "T1,S1,S2", "T1,S2,S2"),
    ("history.csv", "T1,S1,S2", "T1,S1,S1"),
    ("history.csv", "2016-09", "2016-10"),
    ("history.csv", "2020-08", "2020-09"),
    ("feedback.csv", "T1,S2,同意", "T1,S2,不同意"),
    ("feedback.csv", "T1,S2,同意", "T1,,同意"),
    ("feedback.csv", "愿去", "本人愿去"),
    ("scenario.toml", "2024", "2023"),
    ("scenario.toml", "45", "46"),
    ("scenario.toml", "[\"urban\"]", "[\"town\"]"),
];

#[test]
fn every_field_is_part_of_the_fingerprint() {
    let mut seen = BTreeSet::from([full_county().check().sha256()]);
    for (file, old, new) in CHANGES {
        let hash = full_county().replace(file, old, new).check().sha256();
        assert!(seen.insert(hash), "{file}: {old} → {new}");
    }
}

/// The rows after the header in reverse.
fn reversed(table: &str) -> String {
    let mut lines: Vec<_> = table.lines().collect();
    lines[1..].reverse();
    lines.join("\n")
}

#[test]
fn order_names_and_spelling_leave_the_fingerprint() {
    let wanted = County::new().check().sha256();
    assert_eq!(wanted.len(), 64);
    for county in [
        County::new().with("schools.csv", reversed(SCHOOLS)),
        County::new().with("teachers.csv", reversed(TEACHERS)),
        County::new().replace("teachers.csv", "since", "本校任教起始年月"),
        County::new().replace("teachers.csv", "1985-03", "1985年3月1日"),
        County::new().replace("teachers.csv", "音乐、美术", "art；music"),
        County::new().replace("schools.csv", "乡村", " rural"),
        County::new().replace("scenario.toml", "试验县", "另一个名字"),
    ] {
        assert_eq!(county.check().sha256(), wanted);
    }
}

#[test]
fn what_a_plan_depends_on_changes_the_fingerprint() {
    let base = County::new().check().sha256();
    let rule = format!("{SCENARIO}[rules.travel_cap]\nminutes = 45\n");
    let other = format!("{SCENARIO}[rules.travel_cap]\nminutes = 46\n");
    let mut seen = vec![base];
    for county in [
        County::new().replace("teachers.csv", "1985-03", "1985-04"),
        County::new().replace("schools.csv", "116.60", "116.61"),
        County::new().replace("scenario.toml", "2024", "2025"),
        County::new().with(
            "needs.csv",
            "school_id,stage,subject,weekly_lessons\nS1,小学,音乐,0\n",
        ),
        County::new().with("feedback.csv", "teacher_id,verdict\nT1,pin\n"),
        County::new().with("scenario.toml", rule),
        County::new().with("scenario.toml", other),
    ] {
        let hash = county.check().sha256();
        assert!(!seen.contains(&hash));
        seen.push(hash);
    }
}

#[test]
fn a_whole_county_is_the_same_in_gbk_and_in_another_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/mengcheng-2024");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a shipped file");
    let gbk = |name: &str| {
        let table = read(name).trim_start_matches('\u{feff}').to_owned();
        GBK.encode(&reversed(&table)).0.into_owned()
    };
    let outcome = County::new()
        .with("scenario.toml", read("scenario.toml"))
        .with("schools.csv", gbk("schools.csv"))
        .with("teachers.csv", gbk("teachers.csv"))
        .check();
    assert_eq!(outcome.codes(), check_folder(&folder).codes());
    assert_eq!(outcome.sha256(), check_folder(&folder).sha256());
}
