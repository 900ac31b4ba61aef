//! Yes and no.

use super::Mistake;
use crate::check::codes;
use crate::finding::Text;
use crate::read::draft::Cell;

/// 是/否, 1/0, yes/no, true/false and their short forms.
pub(in crate::check) fn parse(cell: &Cell) -> Result<bool, Mistake> {
    match cell.normal().to_lowercase().as_str() {
        "是" | "有" | "1" | "1.0" | "yes" | "y" | "true" | "t" | "√" | "✓" => Ok(true),
        "否" | "无" | "0" | "0.0" | "no" | "n" | "false" | "f" | "×" => Ok(false),
        other => Err(Mistake {
            code: &codes::FLAG_UNKNOWN,
            message: Text::new(
                format!("`{other}` 不是“是”或“否”"),
                format!("`{other}` is neither yes nor no"),
            ),
            hint: Text::new("填 `是` 或 `否`", "write `yes` or `no`"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_in_every_form() {
        for yes in ["是", " １ ", "YES", "True", "1.0"] {
            assert_eq!(parse(&Cell::text(yes)), Ok(true));
        }
        for no in ["否", "0", "No", "FALSE"] {
            assert_eq!(parse(&Cell::text(no)), Ok(false));
        }
        assert_eq!(parse(&Cell::number(1.0)), Ok(true));
        assert!(parse(&Cell::text("2")).is_err());
    }
}
