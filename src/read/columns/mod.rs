//! The one list of tables and columns: names, headers in Chinese, what a cell may hold, help in both languages.
//!
//! Readers find a column by header with [`find`] and know from [`Kind`] what to parse; the workbook that `lungang new`
//! writes takes its headers, drop-down lists and explanations from the same list. A column is added in one place.

mod others;
mod schools;
mod teachers;

use crate::domain::words::Word;

/// A table of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    Schools,
    Teachers,
    Needs,
    Roads,
    Retirees,
    History,
    Feedback,
}

impl Table {
    /// In the order of the contract.
    pub const ALL: [Self; 7] = [
        Self::Schools,
        Self::Teachers,
        Self::Needs,
        Self::Roads,
        Self::Retirees,
        Self::History,
        Self::Feedback,
    ];

    /// File and sheet name in English, and the key in `[tables.NAME]`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Schools => "schools",
            Self::Teachers => "teachers",
            Self::Needs => "needs",
            Self::Roads => "roads",
            Self::Retirees => "retirees",
            Self::History => "history",
            Self::Feedback => "feedback",
        }
    }

    /// File and sheet name in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Schools => "学校",
            Self::Teachers => "教师",
            Self::Needs => "需求",
            Self::Roads => "道路",
            Self::Retirees => "退休教师",
            Self::History => "历史",
            Self::Feedback => "反馈",
        }
    }

    /// Whether a scenario cannot do without it.
    pub fn required(self) -> bool {
        matches!(self, Self::Schools | Self::Teachers)
    }

    /// The table of a file or sheet name (without extension), in either language.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|table| table.name() == text || table.chinese() == text)
    }
}

/// A word that may stand in a cell: its English code and its Chinese forms, the printed one first.
pub type WordForms = (&'static str, &'static [&'static str]);

/// What a cell of a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text that names a row of a table; leading zeros stay.
    Id,
    /// Several ids, separated by `、` `；` `;` `,` or `，`.
    Ids,
    Text,
    /// One word of a closed list.
    Word(fn() -> Vec<WordForms>),
    /// Several words of a closed list, separated as ids are.
    Words(fn() -> Vec<WordForms>),
    /// 是/否, 1/0, yes/no, true/false.
    Flag,
    /// A month or a day.
    Date,
    /// A whole number from 0 up.
    Whole,
    /// A number from 0 up.
    Number,
    /// Degrees of longitude or latitude, east and north.
    Degrees,
}

impl Kind {
    /// The words a cell may hold, if its column has a closed list.
    pub fn words(self) -> Option<Vec<WordForms>> {
        match self {
            Self::Word(words) | Self::Words(words) => Some(words()),
            _ => None,
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Our English name, in files, findings and `[tables.X.columns]`.
    pub name: &'static str,
    /// Chinese headers that mean it; the first is the one we write.
    pub headers: &'static [&'static str],
    /// Whether the column must be there; a required column's cells may not be blank.
    pub required: bool,
    pub kind: Kind,
    pub help_zh: &'static str,
    pub help_en: &'static str,
    /// What a cell may look like.
    pub example: &'static str,
}

impl Column {
    /// The Chinese header that we write.
    pub fn header(&self) -> &'static str {
        self.headers.first().copied().unwrap_or(self.name)
    }
}

/// The columns of a table, in the order we write them.
pub fn columns(table: Table) -> &'static [Column] {
    match table {
        Table::Schools => schools::COLUMNS,
        Table::Teachers => teachers::COLUMNS,
        Table::Needs => others::NEEDS,
        Table::Roads => others::ROADS,
        Table::Retirees => others::RETIREES,
        Table::History => others::HISTORY,
        Table::Feedback => others::FEEDBACK,
    }
}

/// The column of our English name.
pub fn by_name(table: Table, name: &str) -> Option<&'static Column> {
    columns(table).iter().find(|column| column.name == name)
}

/// The column that a header means, English or Chinese, whatever its case, blanks and full-width signs.
pub fn find(table: Table, header: &str) -> Option<&'static Column> {
    let header = plain(header);
    columns(table).iter().find(|column| {
        plain(column.name) == header || column.headers.iter().any(|known| plain(known) == header)
    })
}

/// A header in half-width lower case without blanks and the stars that mark required columns.
fn plain(header: &str) -> String {
    header
        .chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Every word of a closed list with its forms.
fn forms<W: Word>() -> Vec<WordForms> {
    W::all()
        .iter()
        .map(|word| (word.code(), word.chinese()))
        .collect()
}

/// One line a column: name, `required` or `optional`, kind, headers, example, help in Chinese and English.
macro_rules! catalogue {
    ($($name:literal $need:ident $kind:expr, [$($header:literal),+], $example:literal, $zh:literal, $en:literal;)+) => {
        &[$($crate::read::columns::Column {
            name: $name,
            headers: &[$($header),+],
            required: catalogue!(@ $need),
            kind: $kind,
            help_zh: $zh,
            help_en: $en,
            example: $example,
        }),+]
    };
    (@ required) => { true };
    (@ optional) => { false };
}
use catalogue;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_header_means_one_column_of_its_table() {
        for table in Table::ALL {
            let mut seen = BTreeSet::new();
            for column in columns(table) {
                for header in column.headers.iter().chain([&column.name]) {
                    assert!(seen.insert(plain(header)), "{header} twice in {table:?}");
                    assert_eq!(find(table, header).map(|c| c.name), Some(column.name));
                }
            }
            assert_eq!(Table::parse(table.chinese()), Some(table));
            assert_eq!(Table::parse(table.name()), Some(table));
        }
    }

    #[test]
    fn headers_are_found_whatever_their_width_case_and_blanks() {
        let name = |table, header| find(table, header).map(|column| column.name);
        assert_eq!(name(Table::Schools, " 学校 代码* "), Some("school_id"));
        assert_eq!(name(Table::Schools, "Classes_G1"), Some("classes_g1"));
        assert_eq!(name(Table::Schools, "１年级班数"), Some("classes_g1"));
        assert_eq!(name(Table::Teachers, "学校代码"), Some("school_id"));
        assert_eq!(name(Table::Teachers, "moon"), None);
    }

    #[test]
    fn the_contract_s_columns_are_all_there() {
        let names = |table| columns(table).iter().map(|c| c.name).collect::<Vec<_>>();
        // The contract's thirty, two of grades taught together, the month it opened, and two that count teachers where no roster is published.
        assert_eq!(names(Table::Schools).len(), 35);
        assert_eq!(names(Table::Teachers).len(), 32);
        assert_eq!(
            names(Table::Needs),
            ["school_id", "stage", "subject", "weekly_lessons"]
        );
        assert_eq!(names(Table::Roads), ["from", "to", "minutes"]);
        assert_eq!(
            names(Table::Feedback),
            [
                "teacher_id",
                "school_id",
                "verdict",
                "reason",
                "by",
                "at",
                "proposal"
            ]
        );
    }
}
