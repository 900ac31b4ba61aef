//! One paper as it is read, whatever it is printed with: title, address, what it says, who signs.

/// A letter or a notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    pub title: String,
    /// A relaxed plan says so on every page of it.
    pub mark: Option<String>,
    pub address: String,
    pub parts: Vec<Part>,
    /// What stands before each line to sign on.
    pub signatures: Vec<String>,
    /// Which plan it belongs to.
    pub footer: String,
}

/// What a paper says, piece by piece.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    Text(String),
    Heading(String),
    /// Numbered sentences.
    List(Vec<String>),
    /// What, and what of it.
    Facts(Vec<(String, String)>),
    Table {
        heads: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}
