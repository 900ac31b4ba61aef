//! A sheet or CSV file as rows of cells, before anybody knows what its columns mean.

use super::draft::Cell;

/// Rows in order; blank rows may be left out, since each knows its number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Grid {
    pub(super) rows: Vec<GridRow>,
}

/// One row with its number as a spreadsheet shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GridRow {
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
}

impl GridRow {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

impl Grid {
    /// The header, the first row that is not blank, and the other rows that are not.
    pub(super) fn split(self) -> Option<(GridRow, Vec<GridRow>)> {
        let mut rows = self.rows.into_iter().filter(|row| !row.is_blank());
        let header = rows.next()?;
        Some((header, rows.collect()))
    }
}
