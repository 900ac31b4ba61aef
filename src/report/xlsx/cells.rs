//! What a sheet holds before it is written: cells with the form they are shown in, blocks of rows, sheets.

/// How a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Form {
    Text,
    /// A sentence, which breaks into lines.
    Long,
    /// A remark that runs on over the cells to its right.
    Free,
    /// Whole numbers with thousands apart: people, lessons, minutes, yuan.
    Whole,
    /// Two digits after the point: heads per 100 pupils.
    Two,
    /// Three digits after the point: coefficients of variation.
    Three,
    /// Four digits after the point: the value of level `balance`.
    Four,
}

impl Form {
    pub(super) const ALL: [Self; 7] = [
        Self::Text,
        Self::Long,
        Self::Free,
        Self::Whole,
        Self::Two,
        Self::Three,
        Self::Four,
    ];

    /// Excel's number format.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Text | Self::Long | Self::Free => "@",
            Self::Whole => "#,##0",
            Self::Two => "#,##0.00",
            Self::Three => "0.000",
            Self::Four => "0.0000",
        }
    }
}

/// What stands in a cell: ids and names are text, so that leading zeros stay.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum Value {
    Text(String),
    Number(f64),
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Cell {
    pub(super) value: Value,
    pub(super) form: Form,
    /// Stands out, also in grey: a gap that remains, a rule not met.
    pub(super) alert: bool,
}

impl Cell {
    fn number(value: f64, form: Form) -> Self {
        Self {
            value: Value::Number(value),
            form,
            alert: false,
        }
    }

    pub(in crate::report) fn alert_if(self, alert: bool) -> Self {
        Self { alert, ..self }
    }

    /// Its number; 0 for a text.
    pub(super) fn amount(&self) -> f64 {
        match self.value {
            Value::Number(value) => value,
            Value::Text(_) => 0.0,
        }
    }
}

pub(in crate::report) fn text(value: impl Into<String>) -> Cell {
    Cell {
        value: Value::Text(value.into()),
        form: Form::Text,
        alert: false,
    }
}

pub(in crate::report) fn long(value: impl Into<String>) -> Cell {
    Cell {
        form: Form::Long,
        ..text(value)
    }
}

pub(super) fn free(value: impl Into<String>) -> Cell {
    Cell {
        form: Form::Free,
        ..text(value)
    }
}

pub(in crate::report) fn count(value: impl Into<f64>) -> Cell {
    Cell::number(value.into(), Form::Whole)
}

pub(in crate::report) fn two(value: f64) -> Cell {
    Cell::number(value, Form::Two)
}

pub(in crate::report) fn three(value: f64) -> Cell {
    Cell::number(value, Form::Three)
}

/// A level's value or bound: most are whole.
pub(in crate::report) fn figure(value: f64) -> Cell {
    let form = if value.fract() == 0.0 {
        Form::Whole
    } else {
        Form::Four
    };
    Cell::number(value, form)
}

/// Rows under one row of headings.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Block {
    /// Stands above the headings.
    pub(super) title: Option<String>,
    pub(super) heads: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Columns summed in a last row, which begins with this word.
    pub(super) totals: Option<(&'static str, Vec<usize>)>,
    /// Begins a new page when printed; its title is the page's.
    pub(super) new_page: bool,
}

impl Block {
    pub(in crate::report) fn new(heads: Vec<&'static str>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            heads,
            rows,
            ..Self::default()
        }
    }

    pub(in crate::report) fn titled(self, title: impl Into<String>) -> Self {
        Self {
            title: Some(title.into()),
            ..self
        }
    }

    pub(super) fn on_new_page(self) -> Self {
        Self {
            new_page: true,
            ..self
        }
    }

    pub(super) fn summed(self, word: &'static str, columns: &[usize]) -> Self {
        Self {
            totals: Some((word, columns.to_vec())),
            ..self
        }
    }
}

/// One sheet.
#[derive(Debug, Clone)]
pub(in crate::report) struct Sheet {
    pub(super) name: &'static str,
    pub(super) blocks: Vec<Block>,
    /// A list: the first block's headings stand in row 1, frozen, filtered, repeated on each page. `Some` columns at
    /// the left stay in sight. `None` for a sheet that is read like a page.
    pub(super) list: Option<u16>,
}

impl Sheet {
    /// A list that can be filtered, with some columns at the left that stay in sight.
    pub(in crate::report) fn list(name: &'static str, fixed: u16, block: Block) -> Self {
        Self {
            name,
            blocks: vec![block],
            list: Some(fixed),
        }
    }

    /// Blocks one under the other, read like a page.
    pub(super) fn page(name: &'static str, blocks: Vec<Block>) -> Self {
        Self {
            name,
            blocks,
            list: None,
        }
    }

    /// A list with more under it.
    pub(super) fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }
}
