//! Whatever bytes a table holds: no panic, no row lost in silence, no county beside an error.

use crate::support::County;
use lungang::finding::Severity;
use lungang::read::columns::Table;
use lungang::read::{scenario, tables};
use proptest::prelude::*;

const HEADER: &str = "school_id,name,stage,tier,classes_g1,lon,lat,hub";

/// Cells that a clerk, a spreadsheet or an accident may leave.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("　".to_owned()),
        prop::sample::select(vec![
            "S1",
            "S2",
            "007",
            "小学",
            "九年一贯制",
            "城区",
            "rural",
            "-1",
            "1.5",
            "２",
            "#N/A",
            "2015.1",
            "1e9",
            "116.5",
            "999999999999999999999",
            "是",
            "无",
            "''",
            "\u{0}",
            "12,5",
            "王庄小学",
        ])
        .prop_map(str::to_owned),
        "[a-zA-Z0-9.年月日/-]{0,8}",
    ]
}

fn check_bytes(bytes: &[u8]) -> Result<(), TestCaseError> {
    for file in ["schools.csv", "teachers.csv", "roads.csv"] {
        let outcome = County::new().with(file, bytes).check();
        let has_error = outcome
            .findings
            .iter()
            .any(|f| f.severity == Severity::Error);
        prop_assert_eq!(outcome.instance.is_none(), has_error);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64,
        failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_county_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_bytes(&bytes)?;
        let with_header = [HEADER.as_bytes(), b"\n", &bytes].concat();
        check_bytes(&with_header)?;
    }

    #[test]
    fn a_damaged_workbook_ends_in_a_county_or_an_error(
        is_old in any::<bool>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (name, bytes) = if is_old {
            ("county.xls", include_bytes!("../fixtures/reading/county.xls").as_slice())
        } else {
            ("county.ods", include_bytes!("../fixtures/reading/county.ods").as_slice())
        };
        let mut bytes = bytes.to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let outcome = County::new()
            .without("schools.csv")
            .without("teachers.csv")
            .with("scenario.toml", format!("{}data = \"{name}\"\n", crate::support::SCENARIO))
            .with(name, bytes)
            .check();
        let has_error = outcome.findings.iter().any(|f| f.severity == Severity::Error);
        prop_assert_eq!(outcome.instance.is_none(), has_error);
    }

    #[test]
    fn every_row_is_in_the_draft_or_in_a_finding(rows in prop::collection::vec(prop::collection::vec(cell(), 0..9), 1..12)) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let text = format!("{HEADER}\n{}\n", lines.join("\n"));
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("scenario.toml", crate::support::SCENARIO).expect("written");
        write("schools.csv", &text).expect("written");
        let scenario = scenario::load(folder.path(), &[]).expect("a sound scenario");
        let (draft, findings) = tables::read(&scenario);
        let Some(table) = draft.table(Table::Schools) else {
            prop_assert!(findings.iter().any(|f| f.severity == Severity::Error));
            return Ok(());
        };
        let is_blank = |line: &str| line.chars().all(|c| c == ',' || c.is_whitespace());
        let wanted: Vec<usize> = (0..lines.len()).filter(|&i| !is_blank(&lines[i])).map(|i| i + 2).collect();
        let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
        prop_assert_eq!(numbers, wanted);
        check_bytes(text.as_bytes())?;
    }
}
