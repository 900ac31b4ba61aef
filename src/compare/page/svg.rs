//! One curve: values with their bounds over a key or over money, drawn so that it can be read without colour.

use maud::{Markup, html};

const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 270.0;
/// Left, top, right and bottom of the drawing.
const AREA: [f64; 4] = [56.0, 26.0, 426.0, 226.0];
/// Values are written beside this many points at most.
const LABELLED: usize = 12;

/// A point of a curve.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// What stands below it, or beside it where `x` is a figure of its own.
    pub(super) label: String,
    pub(super) x: f64,
    /// Value, bound, and whether the bound proves it; `None` where there is no plan.
    pub(super) y: Option<(f64, f64, bool)>,
}

/// What stands at the axes.
pub(super) struct Axes<'a> {
    pub(super) title: &'a str,
    pub(super) x: &'a str,
    /// Whether labels stand below the axis (a key that varies) or beside the points (a figure).
    pub(super) labels_below: bool,
    pub(super) format: fn(f64) -> String,
}

/// From the least value to the most, never empty.
struct Range {
    least: f64,
    most: f64,
}

impl Range {
    fn of(values: impl Iterator<Item = f64>, from_zero: bool) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            (least, most) = (least.min(value), most.max(value));
        }
        if !least.is_finite() {
            (least, most) = (0.0, 1.0);
        }
        // From zero where that wastes less than half of the height.
        if from_zero && least > 0.0 && least < 0.5 * most {
            least = 0.0;
        }
        if most - least < 1e-9 {
            (least, most) = (least - 1.0, most + 1.0);
        }
        Self { least, most }
    }

    fn share(&self, value: f64) -> f64 {
        (value - self.least) / (self.most - self.least)
    }

    /// Round values inside the range, four or so; whole ones for figures that are.
    fn ticks(&self, are_whole: bool) -> Vec<f64> {
        let rough = (self.most - self.least) / 4.0;
        let rough = if are_whole { rough.max(1.0) } else { rough };
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|n| n * power)
            .find(|step| *step >= rough);
        let step = step.unwrap_or(rough);
        let first = (self.least / step).ceil() as i64;
        let ticks = (first..first + 8).map(|i| i as f64 * step);
        ticks.take_while(|tick| *tick <= self.most + 1e-9).collect()
    }
}

/// The curve; its title is read out in place of the drawing.
pub(super) fn curve(axes: &Axes<'_>, marks: &[Mark]) -> Markup {
    let across = Range::of(marks.iter().map(|mark| mark.x), false);
    let heights = marks.iter().filter_map(|mark| mark.y);
    let up = Range::of(heights.flat_map(|(value, bound, _)| [value, bound]), true);
    let mut values = marks.iter().filter_map(|mark| mark.y);
    let are_whole = values.all(|at| at.0.fract() == 0.0);
    let x = |value: f64| short(AREA[0] + 14.0 + (AREA[2] - AREA[0] - 28.0) * across.share(value));
    let y = |value: f64| short(AREA[3] - 6.0 - (AREA[3] - AREA[1] - 12.0) * up.share(value));
    let mut planned: Vec<_> = marks
        .iter()
        .filter_map(|mark| Some((mark, mark.y?)))
        .collect();
    planned.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
    let line: Vec<_> = planned
        .iter()
        .map(|(mark, at)| format!("{},{}", x(mark.x), y(at.0)))
        .collect();
    let every = marks.len().div_ceil(LABELLED).max(1);
    html! {
        svg.curve role="img" aria-label=(axes.title) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } {
            @for tick in up.ticks(are_whole) {
                line.grid x1=(AREA[0]) x2=(AREA[2]) y1=(y(tick)) y2=(y(tick)) {}
                text.figure x=(AREA[0] - 6.0) y=(y(tick) + 4.0) text-anchor="end" { ((axes.format)(tick)) }
            }
            line.axis x1=(AREA[0]) x2=(AREA[2]) y1=(AREA[3]) y2=(AREA[3]) {}
            @if axes.labels_below { polyline.line points=(line.join(" ")) {} }
            @for (mark, (value, bound, proven)) in &planned {
                @if !proven { line.bound x1=(x(mark.x)) x2=(x(mark.x)) y1=(y(*value)) y2=(y(*bound)) {} }
                circle.(if *proven { "proven" } else { "open" }) cx=(x(mark.x)) cy=(y(*value)) r="4.5" {}
            }
            @for mark in marks.iter().filter(|mark| mark.y.is_none()) {
                (cross(x(mark.x), AREA[3] - 12.0))
            }
            (labels(axes, marks, every, &x, &y))
            @if !axes.labels_below {
                @for tick in across.ticks(true) {
                    text.figure x=(x(tick)) y=(AREA[3] + 16.0) text-anchor="middle" { (grouped(tick)) }
                }
            }
            text x=((AREA[0] + AREA[2]) / 2.0) y=(HEIGHT - 6.0) text-anchor="middle" { (axes.x) }
        }
    }
}

/// Where there is no plan.
fn cross(x: f64, y: f64) -> Markup {
    let d = format!("M{} {}l9 9m0 -9l-9 9", short(x - 4.5), short(y - 4.5));
    html! { path.none d=(d) {} }
}

/// Values over the points, and what each is called.
fn labels(
    axes: &Axes<'_>,
    marks: &[Mark],
    every: usize,
    x: &dyn Fn(f64) -> f64,
    y: &dyn Fn(f64) -> f64,
) -> Markup {
    let shown = marks
        .iter()
        .enumerate()
        .filter(|(i, _)| i % every == 0 || i + 1 == marks.len());
    let anchor = |at: f64| match at {
        at if at < AREA[0] + 40.0 => "start",
        at if at > AREA[2] - 40.0 => "end",
        _ => "middle",
    };
    html! {
        @for (_, mark) in shown {
            @if let Some((value, _, _)) = mark.y {
                @let said = if axes.labels_below { (axes.format)(value) } else { mark.label.clone() };
                text.value x=(x(mark.x)) y=(short(y(value) - 9.0)) text-anchor=(anchor(x(mark.x))) { (said) }
            }
            @if axes.labels_below {
                text.figure x=(x(mark.x)) y=(AREA[3] + 16.0) text-anchor="middle" { (mark.label) }
            }
        }
    }
}

/// A legend for the marks.
pub(super) fn legend(proven: &str, open: &str, none: &str) -> Markup {
    html! {
        ul.legend.key {
            li { svg.curve viewBox="0 0 14 14" { circle.proven cx="7" cy="7" r="4.5" {} } (proven) }
            li { svg.curve viewBox="0 0 14 14" { circle.open cx="7" cy="7" r="4.5" {} } (open) }
            li { svg.curve viewBox="0 0 14 14" { (cross(7.0, 7.0)) } (none) }
        }
    }
}

/// Whole figures with their thousands apart, others with three digits.
pub(super) fn grouped(value: f64) -> String {
    if value.fract().abs() < 1e-9 {
        crate::report::words::grouped(value)
    } else {
        format!("{value:.3}")
    }
}

/// A coordinate with one digit after the point.
fn short(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
