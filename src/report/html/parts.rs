//! The pieces that sections are made of: titled sections and tables that fit a phone.

use maud::{Markup, html};

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    Text,
    /// A word or two: on a phone two of them share a line.
    Brief,
    /// To the right, digits under digits.
    Number,
    /// A sentence, which breaks into lines.
    Long,
}

/// A column's heading and how it is set.
pub(crate) type Column<'a> = (&'a str, Set);

/// A titled section that the contents can lead to.
pub(crate) fn section(id: &str, title: &str, body: &Markup) -> Markup {
    html! { section id=(id) { h2 { (title) } (body) } }
}

/// Rows up to which a table stays on one sheet of paper.
const MOST_TOGETHER: usize = 20;

/// A table; on a phone each row becomes a block with its headings beside the values.
pub(crate) fn table(columns: &[Column<'_>], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table.stack.short[rows.len() <= MOST_TOGETHER] {
            thead { tr { @for (head, set) in columns { th.(class(*set)) scope="col" { (head) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for ((head, set), cell) in columns.iter().zip(row) {
                            td.(class(*set)) data-head=(head) { span { (cell) } }
                        }
                    }
                }
            }
        }
    }
}

/// A table so narrow that it fits a phone as it is.
pub(crate) fn small_table(columns: &[Column<'_>], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div.wide {
            table.short[rows.len() <= MOST_TOGETHER] {
                thead { tr { @for (head, set) in columns { th.(class(*set)) scope="col" { (head) } } } }
                tbody {
                    @for row in rows {
                        tr { @for ((_, set), cell) in columns.iter().zip(row) { td.(class(*set)) { (cell) } } }
                    }
                }
            }
        }
    }
}

fn class(set: Set) -> &'static str {
    match set {
        Set::Text => "w",
        Set::Brief => "w b",
        Set::Number => "n",
        Set::Long => "t",
    }
}

/// A cell of plain text.
pub(crate) fn cell(text: impl AsRef<str>) -> Markup {
    html! { (text.as_ref()) }
}

/// A message: what stands between backticks is set as a code.
pub(crate) fn message(text: &str) -> Markup {
    html! {
        @for (i, part) in text.split('`').enumerate() {
            @if i % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// A cell with a number.
pub(crate) fn number(n: impl std::fmt::Display) -> Markup {
    html! { (n.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_no_backticks() {
        let shown = message("`S<1` East Ridge").into_string();
        assert_eq!(shown, "<code>S&lt;1</code> East Ridge");
    }

    #[test]
    fn what_a_table_says_cannot_become_markup() {
        let columns = [("h\"><b>", Set::Text)];
        let shown = table(&columns, &[vec![cell("<script>\"'&")]]).into_string();
        assert!(shown.contains("&lt;script&gt;&quot;'&amp;"));
        assert!(!shown.contains("<script>") && !shown.contains("\"><b>"));
    }
}
