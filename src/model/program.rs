//! A mixed-integer linear programme: columns and named rows, each row tagged with its rule and with what it binds.

use crate::domain::ids::UnitIndex;
use crate::domain::words::Subject;

/// Position of a column in its programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Col(pub usize);

/// A column: bounds and whether it is a whole number.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub lower: f64,
    pub upper: f64,
    pub integer: bool,
    /// What it stands for, in words made of ASCII ids and codes.
    pub label: String,
    pub role: Role,
    /// Subjects it is about, a bit for each [`Subject::index`]; 0 = all.
    pub subjects: u32,
    /// Comes out whole, or nearly always does, where the people counted are whole: a search may leave it continuous.
    pub follows: bool,
    /// A posting to one of the nearest units of its kind, or a wish: where there are too many, it is considered first.
    pub near: bool,
}

/// What a column counts, as far as a search must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// People posted from one unit to another: 0 where nobody moves.
    Posting,
    /// Itinerant lessons and visits: 0 where nobody travels.
    Itinerant,
    /// People who leave or arrive, counted.
    People,
    Unfilled,
    /// Only measures others: a level's helper or a shortfall.
    Measure,
    #[default]
    Other,
}

/// The bit of a subject.
pub fn bit(subject: Subject) -> u32 {
    1 << subject.index()
}

/// What a row binds: the solver may treat units, districts and the county apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binds {
    Unit(UnitIndex),
    /// Units of one school, or a giving and a receiving unit of one circle.
    District,
    County,
}

/// A linear expression; a column stands in it at most once.
pub type Terms = Vec<(Col, f64)>;

/// `lower ≤ Σ terms ≤ upper`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub name: String,
    /// The rule it carries, or `model` for what need and supply mean.
    pub rule: &'static str,
    pub binds: Binds,
    pub terms: Terms,
    pub lower: f64,
    pub upper: f64,
}

/// Columns and rows; goals are kept beside it.
#[derive(Debug, Clone, Default)]
pub struct Program {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Program {
    pub fn add_column(&mut self, lower: f64, upper: f64, integer: bool, label: String) -> Col {
        self.columns.push(Column {
            lower,
            upper,
            integer,
            label,
            role: Role::Other,
            subjects: 0,
            follows: false,
            near: false,
        });
        Col(self.columns.len() - 1)
    }

    /// Says what a column counts and which subjects it is about.
    pub fn about(&mut self, col: Col, role: Role, subjects: u32) {
        let column = &mut self.columns[col.0];
        (column.role, column.subjects) = (role, subjects);
    }

    /// Marks a whole-number column as one that follows from others.
    pub fn follow(&mut self, col: Col) {
        self.columns[col.0].follows = true;
    }

    /// Adds a row; terms on one column are summed, and a row without terms is left out if it holds.
    pub fn add_row(&mut self, mut row: Row) {
        row.terms = summed(row.terms);
        if row.terms.is_empty() && row.lower <= 0.0 && row.upper >= 0.0 {
            return;
        }
        self.rows.push(row);
    }
}

/// One term a column, in column order, without zeros.
pub fn summed(mut terms: Terms) -> Terms {
    terms.sort_unstable_by_key(|term| term.0);
    let mut sum: Terms = Vec::with_capacity(terms.len());
    for (col, coefficient) in terms {
        match sum.last_mut() {
            Some(last) if last.0 == col => last.1 += coefficient,
            _ => sum.push((col, coefficient)),
        }
    }
    sum.retain(|term| term.1 != 0.0);
    sum
}
