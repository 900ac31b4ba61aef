//! A remark on a user's data: what, where, and what to do about it.

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// An error would make a number wrong; a remark is odd but harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Remark,
}

/// Where a finding stands; parts that do not apply are `None`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// File name as the user knows it (relative to the scenario folder).
    pub file: Option<String>,
    pub sheet: Option<String>,
    /// As a spreadsheet shows it: the header is row 1.
    pub row: Option<usize>,
    /// Our English column name, or the key in scenario.toml.
    pub column: Option<String>,
    /// What the user knows the column by: the header of his file, else the one we would write.
    pub header: Option<Text>,
}

/// One remark on one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// Stable, documented code in snake case.
    pub code: &'static str,
    pub place: Place,
    /// The value seen, as it stood in the cell.
    pub value: Option<String>,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub hint: Text,
}
