//! Papers as a page to print: each begins on a new sheet of A4.

use super::paper::{Paper, Part};
use crate::finding::Lang;
use crate::report::html::on_every_sheet;
use crate::report::words::pick;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");

/// One paper as a file of its own.
pub fn page(paper: &Paper, lang: Lang) -> String {
    pages(&paper.title, std::slice::from_ref(paper), lang)
}

/// Several papers in one file, for the printer.
pub fn pages(title: &str, papers: &[Paper], lang: Lang) -> String {
    let mark = papers.iter().find_map(|paper| paper.mark.as_deref());
    html! {
        (DOCTYPE)
        html lang=(pick(lang, "zh-CN", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(on_every_sheet(mark))) }
            }
            body { @for paper in papers { (article(paper, lang)) } }
        }
    }
    .into_string()
}

fn article(paper: &Paper, lang: Lang) -> Markup {
    html! {
        article {
            h1 { (paper.title) }
            @if let Some(mark) = &paper.mark { p.mark { "⚠ " (mark) } }
            p.address { (paper.address) }
            @for part in &paper.parts { (one(part)) }
            div.signatures {
                @for line in &paper.signatures {
                    p { (line) span.line {} (pick(lang, "日期", "date")) span.line.date {} }
                }
            }
            footer { (paper.footer) }
        }
    }
}

/// Whether a cell is an id or a number, which no line should break.
fn is_short(cell: &str) -> bool {
    cell.is_ascii() && cell.len() <= 14
}

fn one(part: &Part) -> Markup {
    html! {
        @match part {
            Part::Text(said) => p { (said) },
            Part::Heading(said) => h2 { (said) },
            Part::List(lines) => ol { @for line in lines { li { (line) } } },
            Part::Facts(facts) => table.facts {
                @for (what, value) in facts { tr { th scope="row" { (what) } td { (value) } } }
            },
            Part::Table { heads, rows } => table {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { @for row in rows { tr { @for cell in row { td.w[is_short(cell)] { (cell) } } } } }
            },
        }
    }
}
