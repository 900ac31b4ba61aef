//! The county on a map: schools by tier, who goes where, what stays unfilled. One drawing for wide screens and paper,
//! one for phones, so that words can be read on both.

use super::Page;
use super::chart::short;
use super::parts;
use super::place::{At, Lettering, Places};
use super::projection::Projection;
use crate::domain::words::{Tier, Word};
use crate::report::figures::Figures;
use crate::report::words;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// One drawing.
struct Size {
    class: &'static str,
    width: f64,
    margin: f64,
    /// Height at most, in widths: a wide map leaves room for the headline figures on one screen.
    tall: f64,
    /// Half the width of a school's sign.
    sign: f64,
    letters: f64,
    /// Radius of a disc for one unfilled lesson.
    disc: f64,
}

const SIZES: [Size; 2] = [
    Size {
        class: "map-wide",
        width: 960.0,
        margin: 48.0,
        tall: 0.68,
        sign: 6.0,
        letters: 12.0,
        disc: 2.2,
    },
    Size {
        class: "map-narrow",
        width: 380.0,
        margin: 24.0,
        tall: 1.2,
        sign: 4.0,
        letters: 11.0,
        disc: 1.2,
    },
];

/// A school that has a place.
struct Spot<'a> {
    name: &'a str,
    tier: Tier,
    place: (f64, f64),
    /// Lessons a week that stay unfilled.
    unfilled: u32,
}

pub(super) fn section(page: &Page<'_>, figures: &Figures) -> Markup {
    let spots = spots(page);
    let places: Vec<_> = spots.values().map(|spot| spot.place).collect();
    let without = page.instance.schools.len() - spots.len();
    let body = html! {
        @if Projection::new(&places, 1.0, 0.0, 1.0).is_none() {
            p { (page.t("学校没有经纬度，不画地图。", "The schools have no longitude and latitude: no map.")) }
        } @else {
            (legend(page))
            @for size in &SIZES {
                @if let Some(projection) = Projection::new(&places, size.width, size.margin, size.tall) {
                    (drawing(page, figures, &spots, size, &projection))
                }
            }
            @if without > 0 {
                p.note { (page.t("没有经纬度、未画出的学校：", "Schools without a place, not drawn: ")) (without) }
            }
        }
    };
    parts::section(
        "map",
        page.t(
            "地图：流向和仍缺的课",
            "Map: who goes where, what stays unfilled",
        ),
        &body,
    )
}

fn spots<'a>(page: &Page<'a>) -> BTreeMap<&'a str, Spot<'a>> {
    let mut unfilled: BTreeMap<&str, u32> = BTreeMap::new();
    for row in &page.file.coverage {
        *unfilled.entry(&row.school_id).or_default() += row.unfilled;
    }
    let spot = |school: &'a crate::domain::school::School| {
        let spot = Spot {
            name: &school.name,
            tier: school.tier,
            place: school.place?,
            unfilled: unfilled.get(school.id.as_str()).copied().unwrap_or(0),
        };
        Some((school.id.as_str(), spot))
    };
    page.instance.schools.iter().filter_map(spot).collect()
}

fn drawing(
    page: &Page<'_>,
    figures: &Figures,
    spots: &BTreeMap<&str, Spot<'_>>,
    size: &Size,
    projection: &Projection,
) -> Markup {
    let (width, height) = (projection.width, projection.height);
    let at = |spot: &Spot<'_>| projection.at(spot.place);
    let title = page.t("学校地图", "map of the schools");
    html! {
        svg.map.(size.class) role="img" aria-label=(title) viewBox={ "0 0 " (width) " " (height) } {
            @for spot in spots.values().filter(|spot| spot.unfilled > 0) {
                @let (x, y) = at(spot);
                circle.unfilled cx=(x) cy=(y) r=(short(size.disc * f64::from(spot.unfilled).sqrt())) {}
            }
            @for row in &page.file.itinerant {
                @if let (Some(from), Some(to)) = (spots.get(row.from.as_str()), spots.get(row.to.as_str())) {
                    path.visit d=(arc(at(from), at(to), size.sign)) {}
                }
            }
            @for (from, to, n) in &figures.flows {
                @if let (Some(a), Some(b)) = (spots.get(from.as_str()), spots.get(to.as_str())) {
                    @let line = short(0.8 + 0.9 * (*n as f64).sqrt());
                    path.flow d=(arc(at(a), at(b), size.sign)) stroke-width=(line) {
                        title { (a.name) " → " (b.name) (page.t("：", ": ")) (n) }
                    }
                    (head(at(a), at(b), size.sign, line))
                }
            }
            @for spot in spots.values() { (sign(spot, at(spot), size.sign, page)) }
            (names(spots, &figures.flows, size, projection))
            (scale_bar(projection, size.letters))
        }
    }
}

/// The point where a flow's line bends: beside the middle, so that there and back do not cover each other.
fn bend((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (x2 - x1, y2 - y1);
    ((x1 + x2) / 2.0 - dy * 0.14, (y1 + y2) / 2.0 + dx * 0.14)
}

/// Where a line from `bend` ends before the sign, and its direction.
fn tip(bend: (f64, f64), to: (f64, f64), sign: f64) -> ((f64, f64), (f64, f64)) {
    let (dx, dy) = (to.0 - bend.0, to.1 - bend.1);
    let long = dx.hypot(dy).max(1e-6);
    let toward = (dx / long, dy / long);
    let back = (sign + 1.0).min(long);
    ((to.0 - toward.0 * back, to.1 - toward.1 * back), toward)
}

fn arc(from: (f64, f64), to: (f64, f64), sign: f64) -> String {
    let bend = bend(from, to);
    let (end, _) = tip(bend, to, sign);
    let [x1, y1, bx, by, x2, y2] = [from.0, from.1, bend.0, bend.1, end.0, end.1].map(short);
    format!("M{x1} {y1}Q{bx} {by} {x2} {y2}")
}

/// An arrow's head at the end of an arc.
fn head(from: (f64, f64), to: (f64, f64), sign: f64, line: f64) -> Markup {
    let ((x, y), (dx, dy)) = tip(bend(from, to), to, sign);
    let (long, half) = (4.0 + 1.6 * line, 1.8 + 0.9 * line);
    let (bx, by) = (x - dx * long, y - dy * long);
    let corners = [
        x,
        y,
        bx - dy * half,
        by + dx * half,
        bx + dy * half,
        by - dx * half,
    ]
    .map(short);
    let [a, b, c, d, e, f] = corners;
    html! { path.head d={ "M" (a) " " (b) "L" (c) " " (d) "L" (e) " " (f) "Z" } {} }
}

/// Square for urban, diamond for town, circle for rural: told apart without colour.
fn sign(spot: &Spot<'_>, (x, y): (f64, f64), half: f64, page: &Page<'_>) -> Markup {
    let lessons = page.t("节/周仍缺", "lessons a week unfilled");
    html! {
        g.school {
            title { (spot.name) (page.t("：", ": ")) (spot.unfilled) " " (lessons) }
            (shape(spot.tier, (x, y), half))
        }
    }
}

fn shape(tier: Tier, (x, y): (f64, f64), half: f64) -> Markup {
    let (left, top) = (short(x - half * 0.9), short(y - half * 0.9));
    let wide = half * 1.2;
    let [up, down, before, behind] = [y - wide, y + wide, x - wide, x + wide].map(short);
    html! {
        @match tier {
            Tier::Urban => rect.urban x=(left) y=(top) width=(half * 1.8) height=(half * 1.8) {},
            Tier::Town => path.town d={ "M" (x) " " (up) "L" (behind) " " (y) "L" (x) " " (down) "L" (before) " " (y) "Z" } {},
            Tier::Rural => circle.rural cx=(x) cy=(y) r=(half) {},
        }
    }
}

/// Lines under a name at most: more, and neither can be followed.
const MOST_CROSSED: usize = 1;

/// The schools that lack most come first, the rest as far as there is room; what finds none is told by the school's sign.
fn names(
    spots: &BTreeMap<&str, Spot<'_>>,
    flows: &[(String, String, usize)],
    size: &Size,
    projection: &Projection,
) -> Markup {
    let mut order: Vec<_> = spots.values().collect();
    order.sort_by_key(|spot| std::cmp::Reverse(spot.unfilled));
    let marks: Vec<At> = order.iter().map(|spot| projection.at(spot.place)).collect();
    let lines = flows.iter().flat_map(|(from, to, _)| {
        let ends = spots.get(from.as_str()).zip(spots.get(to.as_str()));
        let ends = ends.map(|(a, b)| (projection.at(a.place), projection.at(b.place)));
        ends.map_or_else(Vec::new, |(a, b)| along(a, b))
    });
    let lettering = Lettering {
        size: size.letters,
        mark: size.sign,
        beside: true,
    };
    let room = [0.0, 0.0, projection.width, projection.height];
    let mut places = Places::new(lettering, room, marks.clone(), lines.collect());
    html! {
        g.names font-size=(size.letters) {
            @for (spot, at) in order.iter().zip(marks) {
                @if let Some(label) = places.place_if_free(at, spot.name, MOST_CROSSED) {
                    text x=(short(label.x)) y=(short(label.y)) text-anchor=(label.anchor) { (spot.name) }
                }
            }
        }
    }
}

/// The bent line of a flow in straight pieces.
fn along(from: At, to: At) -> Vec<(At, At)> {
    const PIECES: i32 = 6;
    let bend = bend(from, to);
    let at = |i: i32| {
        let t = f64::from(i) / f64::from(PIECES);
        let mix = |a: f64, b: f64, c: f64| {
            (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t.powi(2) * c
        };
        (mix(from.0, bend.0, to.0), mix(from.1, bend.1, to.1))
    };
    (0..PIECES).map(|i| (at(i), at(i + 1))).collect()
}

fn scale_bar(projection: &Projection, letters: f64) -> Markup {
    let (km, long) = projection.scale_bar();
    let y = projection.height - 8.0;
    html! {
        g.scale font-size=(letters) {
            path d={ "M8 " (short(y - 5.0)) "V" (short(y)) "H" (short(8.0 + long)) "V" (short(y - 5.0)) } {}
            text x=(short(14.0 + long)) y=(short(y)) { (km) " km" }
        }
    }
}

fn legend(page: &Page<'_>) -> Markup {
    let sample = |inside: Markup| {
        html! { svg.sample viewBox="0 0 28 16" width="28" height="16" aria-hidden="true" { (inside) } }
    };
    html! {
        ul.legend {
            @for tier in Tier::all() {
                li { (sample(html! { g.school { (shape(*tier, (14.0, 8.0), 5.5)) } })) (words::of(*tier, page.lang)) }
            }
            li { (sample(html! { path.flow d="M1 8H21" stroke-width="2" {} (head((0.0, 8.0), (27.0, 8.0), 0.0, 1.4)) }))
                (page.t("交流（线越粗人越多）", "rotation, thicker for more people")) }
            li { (sample(html! { path.visit d="M1 8H27" {} })) (page.t("走教", "itinerant")) }
            li { (sample(html! { circle.unfilled cx="14" cy="8" r="7" {} }))
                (page.t("仍缺的课（面积为节数）", "lessons that stay unfilled, by area")) }
        }
    }
}
