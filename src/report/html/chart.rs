//! Bars drawn as SVG: an outlined bar for what was, a dark one inside for what is; both survive grey printing.

use maud::{Markup, html};

/// One line of a bar chart.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) before: u32,
    pub(super) after: u32,
}

const WIDTH: f64 = 340.0;
const ROW: f64 = 24.0;
/// Where bars begin; names stand left of it.
const START: f64 = 96.0;
/// Where bars end at the latest; figures stand right of it.
const END: f64 = 246.0;

/// Bars on one scale up to `most`; `title` names the chart for those who cannot see it.
pub(super) fn bars(title: &str, rows: &[Bar], most: u32) -> Markup {
    let height = ROW * rows.len() as f64 + 4.0;
    let length = |n: u32| (END - START) * f64::from(n) / f64::from(most.max(1));
    html! {
        svg.chart role="img" aria-label=(title) viewBox={ "0 0 " (WIDTH) " " (height) } {
            @for (i, row) in rows.iter().enumerate() {
                @let top = ROW * i as f64 + 4.0;
                text x=(START - 8.0) y=(top + 13.0) text-anchor="end" { (row.name) }
                rect.before x=(START) y=(top) width=(short(length(row.before))) height="16" {}
                rect.after x=(START) y=(top + 4.0) width=(short(length(row.after))) height="8" {}
                text.figure x=(short(START + length(row.before.max(row.after)) + 6.0)) y=(top + 13.0) {
                    (row.before) " → " (row.after)
                }
            }
        }
    }
}

/// One indicator's spread before and after on a scale, and the limit it is to stay under.
pub(super) struct Spread {
    pub(super) name: String,
    pub(super) before: f64,
    pub(super) after: f64,
    pub(super) limit: f64,
}

/// A ring for what was, a dot for what is, a line for the limit.
pub(super) fn spreads(title: &str, limit: &str, rows: &[Spread]) -> Markup {
    const LINE: f64 = 44.0;
    let most = rows
        .iter()
        .flat_map(|row| [row.before, row.after, row.limit])
        .fold(0.1, f64::max);
    let at = |value: f64| short(6.0 + (WIDTH - 12.0) * value / most);
    html! {
        svg.chart role="img" aria-label=(title) viewBox={ "0 0 " (WIDTH) " " (LINE * rows.len() as f64 + 14.0) } {
            @for (i, row) in rows.iter().enumerate() {
                @let middle = LINE * i as f64 + 28.0;
                text x="0" y=(middle - 13.0) { (row.name) }
                text.figure x=(WIDTH) y=(middle - 13.0) text-anchor="end" {
                    (format!("{:.3} → {:.3}", row.before, row.after))
                }
                line.axis x1="6" x2=(WIDTH - 6.0) y1=(middle) y2=(middle) {}
                line.limit x1=(at(row.limit)) x2=(at(row.limit)) y1=(middle - 9.0) y2=(middle + 9.0) {}
                circle.before cx=(at(row.before)) cy=(middle) r="5.5" {}
                circle.after cx=(at(row.after)) cy=(middle) r="4" {}
            }
            @if let Some(row) = rows.last() {
                text.figure x=(at(row.limit).clamp(30.0, WIDTH - 60.0)) y=(LINE * rows.len() as f64 + 8.0) text-anchor="middle" {
                    (limit) " " (format!("{:.2}", row.limit))
                }
            }
        }
    }
}

/// A coordinate with one digit after the point.
pub(super) fn short(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
