//! The only floor that opens input files.

pub mod codes;
pub mod columns;
mod delimited;
pub mod draft;
mod encoding;
mod grid;
mod header_findings;
mod headers;
mod missing_table;
mod places;
pub mod scenario;
mod source;
mod strays;
pub mod tables;
pub mod text;
pub mod toml_words;
mod unread;
pub mod verdicts;
mod wording;
mod workbook;
mod xls_guard;

/// The text of a plan.json.
pub fn plan_text(path: &std::path::Path) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

/// The bytes of a file; `None` where it is not there.
pub fn there(path: &std::path::Path) -> std::io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a file is there and holds exactly these bytes; `None` where it is not there.
pub fn holds(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<Option<bool>> {
    Ok(there(path)?.map(|there| there == bytes))
}
