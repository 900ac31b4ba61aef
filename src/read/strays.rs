//! Rows of a table that are no records: totals under the columns, and who filled in the form.

use super::codes;
use super::columns::Column;
use super::draft::Cell;
use super::grid::GridRow;
use crate::finding::{Finding, Place, Text};

/// What the first cell of a total says.
const TOTALS: [&str; 10] = [
    "合计", "总计", "小计", "共计", "总数", "累计", "平均", "total", "subtotal", "sum",
];
/// How the first cell of a line above or below the table begins.
const NOTES: [&str; 8] = [
    "制表",
    "填表",
    "审核",
    "填报",
    "负责人",
    "备注:",
    "说明:",
    "注:",
];

/// The rows that are records; each other one is a finding. A row counts as a stray only where its first words say so and
/// a cell that every record has is blank: a school may be called what it likes.
pub(super) fn taken_out(
    rows: Vec<GridRow>,
    columns: &[(&'static Column, usize)],
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Vec<GridRow> {
    let is_stray = |row: &GridRow| {
        let is_blank = |at: usize| row.cells.get(at).is_none_or(Cell::is_blank);
        let mut required = columns.iter().filter(|(column, _)| column.required);
        required.any(|(_, at)| is_blank(*at)) && first_words(row).is_some_and(|text| is_told(&text))
    };
    let (strays, records) = rows.into_iter().partition(is_stray);
    let strays: Vec<GridRow> = strays;
    findings.extend(strays.iter().map(|row| finding(row, place)));
    records
}

/// The text of the first cell that has any, without blanks.
fn first_words(row: &GridRow) -> Option<String> {
    let cell = row.cells.iter().find(|cell| !cell.is_blank())?;
    let text = cell.normal().to_lowercase();
    Some(text.chars().filter(|c| !c.is_whitespace()).collect())
}

fn is_told(text: &str) -> bool {
    TOTALS.contains(&text.trim_end_matches(':')) || NOTES.iter().any(|note| text.starts_with(note))
}

fn finding(row: &GridRow, place: &Place) -> Finding {
    let cell = row.cells.iter().find(|cell| !cell.is_blank());
    let value = cell.map(|cell| cell.shown.trim().to_owned());
    let said = value.clone().unwrap_or_default();
    codes::ROW_NO_RECORD.at(
        Place {
            row: Some(row.number),
            ..place.clone()
        },
        value,
        Text::new(
            format!("这一行（`{said}`）像是合计或说明，不是一条记录"),
            format!("the row (`{said}`) looks like a total or a note, not a record"),
        ),
        Text::new(
            "删掉这一行；确是一条记录的，补全必填的格",
            "delete the row; if it is a record, fill in its required cells",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::columns::{Table, by_name};

    #[test]
    fn totals_and_notes_are_told_and_records_stay() {
        let columns: Vec<_> = ["from", "to", "minutes"]
            .into_iter()
            .zip(0..)
            .filter_map(|(name, at)| by_name(Table::Roads, name).map(|column| (column, at)))
            .collect();
        for (cells, is_record) in [
            (["S1", "S2", "5"], true),
            (["合计", "", "86"], false),
            ([" 合　计：", "", "86"], false),
            (["", "总计", "86"], false),
            (["Total", "", ""], false),
            (["制表人：张三", "", ""], false),
            // A petrol station is a place on a road, and what is blank of a record is told elsewhere.
            (["Total", "S2", "5"], true),
            (["S1", "", "5"], true),
        ] {
            let row = GridRow {
                number: 7,
                cells: cells.map(Cell::text).to_vec(),
            };
            let mut findings = Vec::new();
            let kept = taken_out(vec![row], &columns, &Place::default(), &mut findings);
            assert_eq!(kept.len() == 1, is_record, "{cells:?}");
            let told: Vec<_> = findings.iter().map(|f| (f.code, f.place.row)).collect();
            let wanted = [("row_no_record", Some(7))];
            assert_eq!(told, wanted[usize::from(is_record)..], "{cells:?}");
        }
    }
}
