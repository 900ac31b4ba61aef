//! The sheet 经费: yuan a year by what the money goes to and by tier, then school by school.

use super::lists::{school, tier};
use super::{Block, Cell, Sheet, Source, count, text};
use crate::domain::words::{Tier, Word};
use crate::report::{money, supply, words};
use std::collections::BTreeMap;

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let blocks = vec![kinds(source), schools(source)];
    Sheet::page(source.t("经费", "money"), blocks)
}

fn kinds(source: &Source<'_>) -> Block {
    let mut heads = source.heads(&[("用途", "for"), ("笔数", "rows")]);
    heads.extend(Tier::all().iter().map(|tier| words::of(*tier, source.lang)));
    heads.push(source.t("合计（元/年）", "all, yuan a year"));
    let kinds = money::kinds(source.instance, source.file, source.lang);
    let rows = kinds.iter().map(|kind| {
        let mut cells = vec![text(&kind.name), count(kind.rows as f64)];
        cells.extend(kind.tiers.map(count));
        cells.push(count(kind.yuan));
        cells
    });
    let title = source.t(
        "按用途和受益学校的城乡类型",
        "by purpose and the tier of the school that gains",
    );
    Block::new(heads, rows.collect())
        .titled(title)
        .summed(source.t("合计", "all"), &[1, 2, 3, 4, 5])
}

/// What each school gains: people and lessons, and the yuan paid for them.
fn schools(source: &Source<'_>) -> Block {
    #[derive(Default)]
    struct Gains {
        people: f64,
        for_people: f64,
        lessons: f64,
        for_lessons: f64,
        for_brought: f64,
    }
    let mut gains: BTreeMap<&str, Gains> = BTreeMap::new();
    for row in &source.file.rotations {
        let gain = gains.entry(&row.to).or_default();
        gain.people += 1.0;
        gain.for_people += row.yuan.0;
    }
    for row in &source.file.itinerant {
        let gain = gains.entry(&row.to).or_default();
        gain.lessons += f64::from(row.lessons);
        gain.for_lessons += row.yuan.0;
    }
    let brought = supply::lines(source.instance, source.file);
    for line in &brought {
        gains.entry(line.school).or_default().for_brought += line.yuan;
    }
    let rows = gains.iter().map(|(id, gain)| {
        let mut cells: Vec<Cell> = school(source, id).into();
        cells.push(tier(source, id));
        cells.extend([gain.people, gain.for_people, gain.lessons, gain.for_lessons].map(count));
        let mut all = gain.for_people + gain.for_lessons;
        if !brought.is_empty() {
            cells.push(count(gain.for_brought));
            all += gain.for_brought;
        }
        cells.push(count(all));
        cells
    });
    let mut heads = source.heads(&[
        ("学校代码", "school_id"),
        ("受益学校", "school that gains"),
        ("城乡类型", "tier"),
        ("调入人数", "people who come"),
        ("交流费用（元/年）", "for rotation, yuan a year"),
        ("走教课时（节/周）", "itinerant lessons a week"),
        ("走教费用（元/年）", "for itinerant lessons, yuan a year"),
    ]);
    if !brought.is_empty() {
        heads.push(source.t(
            "补充师资费用（元/年）",
            "for what is brought in, yuan a year",
        ));
    }
    heads.push(source.t("合计（元/年）", "all, yuan a year"));
    let summed: Vec<usize> = (3..heads.len()).collect();
    Block::new(heads, rows.collect())
        .titled(source.t("按受益学校", "by the school that gains"))
        .summed(source.t("合计", "all"), &summed)
}
