//! One curve: values with their bounds over a key or over money, drawn so that it can be read without colour.

use crate::report::html::place::{At, Lettering, Places, Spot};
use maud::{Markup, html};

const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 270.0;
/// Left, top, right and bottom of the drawing.
const AREA: [f64; 4] = [56.0, 26.0, 426.0, 226.0];
/// Room for a label under the lowest point.
const BELOW: f64 = 26.0;
/// At the size of the page's style.
const LETTERING: Lettering = Lettering {
    size: 12.5,
    mark: 8.0,
    beside: false,
};
/// Values are written beside this many points at most.
const LABELLED: usize = 12;

/// A point of a curve.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// What stands below it, or beside it where `x` is a figure of its own.
    pub(super) label: String,
    pub(super) x: f64,
    /// `None` where there is no plan.
    pub(super) y: Option<Reached>,
}

/// What a plan comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reached {
    pub(super) value: f64,
    pub(super) bound: f64,
    pub(super) standing: Standing,
}

/// What a value is worth: each has a mark of its own shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The bound proves it.
    Proven,
    Open,
    /// Of a plan that breaks rules.
    Relaxed,
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

/// How values become places in the drawing.
struct Scale {
    across: Range,
    up: Range,
}

impl Scale {
    fn of(marks: &[Mark]) -> Self {
        let heights = marks.iter().filter_map(|mark| mark.y);
        Self {
            across: Range::of(marks.iter().map(|mark| mark.x), false),
            up: Range::of(heights.flat_map(|at| [at.value, at.bound]), true),
        }
    }

    fn x(&self, value: f64) -> f64 {
        short(AREA[0] + 14.0 + (AREA[2] - AREA[0] - 28.0) * self.across.share(value))
    }

    fn y(&self, value: f64) -> f64 {
        short(AREA[3] - BELOW - (AREA[3] - AREA[1] - BELOW - 6.0) * self.up.share(value))
    }
}

/// The curve; its title is read out in place of the drawing.
pub(super) fn curve(axes: &Axes<'_>, marks: &[Mark]) -> Markup {
    let scale = Scale::of(marks);
    let mut values = marks.iter().filter_map(|mark| mark.y);
    let are_whole = values.all(|at| at.value.fract() == 0.0);
    let mut planned: Vec<_> = marks
        .iter()
        .filter_map(|mark| Some((scale.x(mark.x), mark.y?)))
        .collect();
    planned.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (x, y) = (|value| scale.x(value), |value| scale.y(value));
    let joined: Vec<At> = planned.iter().map(|(x, at)| (*x, y(at.value))).collect();
    let line: Vec<_> = joined.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let (labels, names) = labels(axes, marks, &scale, &joined);
    html! {
        svg.curve role="img" aria-label=(axes.title) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } {
            @for tick in scale.up.ticks(are_whole) {
                line.grid x1=(AREA[0]) x2=(AREA[2]) y1=(y(tick)) y2=(y(tick)) {}
                text.figure x=(AREA[0] - 6.0) y=(y(tick) + 4.0) text-anchor="end" { ((axes.format)(tick)) }
            }
            line.axis x1=(AREA[0]) x2=(AREA[2]) y1=(AREA[3]) y2=(AREA[3]) {}
            @if axes.labels_below { polyline.line points=(line.join(" ")) {} }
            @for (x, at) in &planned {
                @if at.standing != Standing::Proven { line.bound x1=(x) x2=(x) y1=(y(at.value)) y2=(y(at.bound)) {} }
                (shape(at.standing, *x, y(at.value)))
            }
            @for mark in marks.iter().filter(|mark| mark.y.is_none()) {
                (cross(x(mark.x), AREA[3] - 12.0))
            }
            (labels)
            @if !axes.labels_below {
                @for tick in scale.across.ticks(true) {
                    text.figure x=(x(tick)) y=(AREA[3] + 16.0) text-anchor="middle" { (grouped(tick)) }
                }
            }
            text x=((AREA[0] + AREA[2]) / 2.0) y=(HEIGHT - 6.0) text-anchor="middle" { (axes.x) }
        }
        (names)
    }
}

/// A value's mark; that of a relaxed plan leaves room for another's in its middle.
fn shape(standing: Standing, x: f64, y: f64) -> Markup {
    let d = format!("M{x} {}l8 8l-8 8l-8 -8z", short(y - 8.0));
    html! {
        @match standing {
            Standing::Proven => circle.proven cx=(x) cy=(y) r="4.5" {},
            Standing::Open => circle.open cx=(x) cy=(y) r="4.5" {},
            Standing::Relaxed => path.relaxed d=(d) {},
        }
    }
}

/// Where there is no plan.
fn cross(x: f64, y: f64) -> Markup {
    let d = format!("M{} {}l9 9m0 -9l-9 9", short(x - 4.5), short(y - 4.5));
    html! { path.none d=(d) {} }
}

/// Values over the points and their names below the axis; or their names beside them, as numbers with a list below where
/// the names have no room. What is drawn, and the list.
fn labels(axes: &Axes<'_>, marks: &[Mark], scale: &Scale, joined: &[At]) -> (Markup, Markup) {
    let every = marks.len().div_ceil(LABELLED).max(1);
    let is_shown = |i: usize| !axes.labels_below || i.is_multiple_of(every) || i + 1 == marks.len();
    let said = |mark: &Mark| match mark.y {
        Some(at) if axes.labels_below => (axes.format)(at.value),
        _ => mark.label.clone(),
    };
    let points: Vec<(At, String)> = marks
        .iter()
        .enumerate()
        .filter(|(i, mark)| is_shown(*i) && !mark.label.is_empty())
        .filter_map(|(_, mark)| Some(((scale.x(mark.x), scale.y(mark.y?.value)), said(mark))))
        .collect();
    let lines = lines(axes, marks, scale, joined);
    let mut spots = placed(points.iter(), joined, &lines);
    let numbered = !axes.labels_below && spots.iter().any(|(spot, _)| !spot.is_clear);
    if numbered {
        let numbers: Vec<_> = (1..)
            .zip(&points)
            .map(|(n, (at, _))| (*at, n.to_string()))
            .collect();
        spots = placed(numbers.iter(), joined, &lines);
    }
    let below = marks
        .iter()
        .enumerate()
        .filter(|(i, _)| axes.labels_below && is_shown(*i));
    let drawn = html! {
        @for (spot, text) in &spots {
            text.value x=(short(spot.x)) y=(short(spot.y)) text-anchor=(spot.anchor) { (text) }
        }
        @for (_, mark) in below {
            text.figure x=(scale.x(mark.x)) y=(AREA[3] + 16.0) text-anchor="middle" { (mark.label) }
        }
    };
    let names = html! { @if numbered { ol.names { @for (_, name) in &points { li { (name) } } } } };
    (drawn, names)
}

/// What labels should not be written over, beside marks: the curve, and the ways down to bounds.
fn lines(axes: &Axes<'_>, marks: &[Mark], scale: &Scale, joined: &[At]) -> Vec<(At, At)> {
    let mut lines = Vec::new();
    if axes.labels_below {
        lines.extend(joined.windows(2).map(|pair| (pair[0], pair[1])));
    }
    lines.extend(marks.iter().filter_map(|mark| {
        let (x, at) = (scale.x(mark.x), mark.y?);
        Some(((x, scale.y(at.value)), (x, scale.y(at.bound))))
    }));
    lines
}

fn placed<'a>(
    points: impl Iterator<Item = &'a (At, String)>,
    marks: &[At],
    lines: &[(At, At)],
) -> Vec<(Spot, String)> {
    let room = [AREA[0] - 8.0, 1.0, WIDTH - 2.0, AREA[3] - 1.0];
    let mut places = Places::new(LETTERING, room, marks.to_vec(), lines.to_vec());
    points
        .map(|(at, text)| (places.place(*at, text), text.clone()))
        .collect()
}

/// A legend for the marks that are drawn.
pub(super) fn legend(standings: &[(Standing, &str)], none: Option<&str>) -> Markup {
    html! {
        ul.legend.key {
            @for (standing, said) in standings {
                li { svg.curve viewBox="-2 -2 18 18" { (shape(*standing, 7.0, 7.0)) } (said) }
            }
            @if let Some(none) = none {
                li { svg.curve viewBox="-2 -2 18 18" { (cross(7.0, 7.0)) } (none) }
            }
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
