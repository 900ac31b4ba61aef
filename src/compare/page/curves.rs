//! The trade-off curves: what is gained and paid along a key that varies, and money against gap.

use super::svg::{Axes, Mark, Reached, Standing, curve, grouped, legend};
use crate::compare::view::{FiguresView, LevelView, PointView, View};
use crate::finding::Lang;
use crate::report::html::parts::section as titled;
use crate::report::words::{self, pick};
use maud::{Markup, html};

/// One, over a key; two make a grid, which has tables of its own beside the scatter.
pub(super) fn section(view: &View, lang: Lang) -> Markup {
    let planned = view
        .points
        .iter()
        .filter(|point| point.figures.is_some())
        .count();
    if planned < 2 {
        return html! {};
    }
    let body = html! {
        (marked(view, lang))
        div.curves {
            @if view.varied.len() == 1 { (along(view, lang)) }
            (money_against_gap(view, lang))
        }
        @if view.varied.len() == 2 { (grids(view, lang)) }
    };
    titled("curves", pick(lang, "得失曲线", "trade-offs"), &body)
}

/// What the marks mean, those that occur.
fn marked(view: &View, lang: Lang) -> Markup {
    let mut standings = vec![
        (Standing::Proven, pick(lang, "已证明最优", "proven best")),
        (
            Standing::Open,
            pick(
                lang,
                "未证明最优，虚线到下界",
                "not proven best, dashed down to its bound",
            ),
        ),
        (
            Standing::Relaxed,
            pick(
                lang,
                "放宽方案：违反规则，尽量少",
                "relaxed plan: breaks rules, as little as can be",
            ),
        ),
    ];
    standings.retain(|(kind, _)| {
        let mut planned = view.points.iter().filter(|point| point.figures.is_some());
        planned.any(|point| standing(point, point.is_proven()) == *kind)
    });
    let lacks = view.points.iter().any(|point| point.figures.is_none());
    let none = pick(lang, "没有方案或未算出", "no plan, or none found");
    legend(&standings, lacks.then_some(none))
}

fn standing(point: &PointView, is_proven: bool) -> Standing {
    match (point.relaxed, is_proven) {
        (true, _) => Standing::Relaxed,
        (false, true) => Standing::Proven,
        (false, false) => Standing::Open,
    }
}

fn figure(title: &str, drawn: &Markup) -> Markup {
    html! { figure { figcaption { b { (title) } } (drawn) } }
}

/// Each level along the key, and money; levels that never change are left out.
fn along(view: &View, lang: Lang) -> Markup {
    let key = &view.keys("", lang);
    let mut drawn = Vec::new();
    for code in crate::compare::text::level_codes(view) {
        let marks = marks(view, |point| {
            let level = point.levels.iter().find(|level| level.code == code)?;
            Some(reached(point, level))
        });
        let mut values = marks.iter().filter_map(|mark| mark.y).map(|at| at.value);
        let first = values.next();
        if values.any(|value| Some(value) != first) {
            let name = words::level(code);
            drawn.push((name.get(lang).to_owned(), marks));
        }
    }
    let yuan = marks(view, |point| {
        Some(counted(point, point.figures.as_ref()?.yuan.0))
    });
    drawn.push((
        pick(lang, "费用（元/年）", "money, yuan a year").to_owned(),
        yuan,
    ));
    html! {
        @for (title, marks) in &drawn {
            (figure(title, &curve(&Axes { title, x: key, labels_below: true, format: grouped }, marks)))
        }
    }
}

fn reached(point: &PointView, level: &LevelView) -> Reached {
    Reached {
        value: level.value.0,
        bound: level.bound.0,
        standing: standing(point, level.status == "optimal"),
    }
}

/// A figure of the plan that has no bound of its own.
fn counted(point: &PointView, value: f64) -> Reached {
    Reached {
        value,
        bound: value,
        standing: standing(point, point.is_proven()),
    }
}

/// A mark a point, at the number that its varied value is, or at its place in the list.
fn marks(view: &View, y: impl Fn(&PointView) -> Option<Reached>) -> Vec<Mark> {
    let number = |value: &str| value.trim_end_matches('%').trim().parse::<f64>().ok();
    let values: Vec<_> = view
        .points
        .iter()
        .map(|point| point.values.first().map_or("", String::as_str))
        .collect();
    let are_numbers = values.iter().all(|value| number(value).is_some());
    let mark = |(i, point): (usize, &PointView)| Mark {
        label: values[i].to_owned(),
        x: number(values[i])
            .filter(|_| are_numbers)
            .unwrap_or(i as f64),
        y: y(point),
    };
    view.points.iter().enumerate().map(mark).collect()
}

/// Names that plans at one place of the scatter are written with; the rest are counted.
const NAMED: usize = 2;

/// What each plan costs, and what it leaves unfilled.
fn money_against_gap(view: &View, lang: Lang) -> Markup {
    let mut marks: Vec<Mark> = Vec::new();
    let mut names: Vec<Vec<String>> = Vec::new();
    for point in &view.points {
        let Some(figures) = &point.figures else {
            continue;
        };
        let (x, gap) = (figures.yuan.0, f64::from(figures.all.after));
        // Plans that come to the same stand there under one label.
        let is_here = |mark: &Mark| mark.x == x && mark.y.is_some_and(|at| at.value == gap);
        let first = marks.iter().position(is_here);
        marks.push(Mark {
            label: String::new(),
            x,
            y: Some(counted(point, gap)),
        });
        names.push(Vec::new());
        names[first.unwrap_or(marks.len() - 1)].push(point.named(lang));
    }
    for (mark, names) in marks.iter_mut().zip(names) {
        let shown = names.iter().take(NAMED).map(String::as_str);
        mark.label = shown.collect::<Vec<_>>().join(pick(lang, "、", "; "));
        if names.len() > NAMED {
            mark.label += &format!(" (+{})", names.len() - NAMED);
        }
    }
    let title = pick(
        lang,
        "费用与全部缺课（节/周）",
        "money against all unfilled lessons a week",
    );
    let axes = Axes {
        title,
        x: pick(lang, "元/年", "yuan a year"),
        labels_below: false,
        format: grouped,
    };
    figure(title, &curve(&axes, &marks))
}

/// Rows are the first key's values, columns the second's.
fn grids(view: &View, lang: Lang) -> Markup {
    let arts = |figures: &FiguresView| f64::from(figures.arts_rural.after);
    let all = |figures: &FiguresView| f64::from(figures.all.after);
    let yuan = |figures: &FiguresView| figures.yuan.0;
    html! {
        (grid(view, lang, pick(lang, "乡村体音美缺课（节/周）", "rural PE, music and art unfilled, lessons a week"), arts))
        (grid(view, lang, pick(lang, "全部缺课（节/周）", "all unfilled lessons a week"), all))
        (grid(view, lang, pick(lang, "费用（元/年）", "money, yuan a year"), yuan))
    }
}

fn grid(view: &View, lang: Lang, title: &str, of: impl Fn(&FiguresView) -> f64) -> Markup {
    let distinct = |which: usize| {
        let mut values: Vec<&str> = Vec::new();
        for point in &view.points {
            let value = point.values.get(which).map_or("", String::as_str);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    };
    let at = |row: &str, column: &str| {
        let here = |point: &&PointView| {
            point.values.first().is_some_and(|v| v == row)
                && point.values.get(1).is_some_and(|v| v == column)
        };
        view.points.iter().find(here)
    };
    let said = |point: &PointView| match &point.figures {
        Some(figures) => {
            let mark = match standing(point, point.is_proven()) {
                Standing::Proven => "",
                Standing::Open => " ○",
                Standing::Relaxed => " ◇",
            };
            format!("{}{mark}", grouped(of(figures)))
        }
        None => crate::compare::text::status(point, lang),
    };
    let columns = distinct(1);
    html! {
        h3 { (title) }
        div.wide { table {
            thead { tr {
                th.w scope="col" title=(view.varied.join(" \\ ")) { (view.keys(" \\ ", lang)) }
                @for column in &columns { th.n scope="col" { (column) } }
            } }
            tbody { @for row in distinct(0) { tr {
                th.w scope="row" { (row) }
                @for column in &columns {
                    @match at(row, column) {
                        Some(point) => td.n.none[point.figures.is_none()] { (said(point)) },
                        None => td.n { "–" },
                    }
                }
            } } }
        } }
        p.note { (pick(lang, "○ 未证明最优；◇ 放宽方案", "○ not proven best; ◇ a relaxed plan")) }
    }
}
