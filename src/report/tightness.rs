//! How close a plan comes to each rule's limit, counted from the plan's rows.

use super::figures::school_name;
use super::plan_json::{PlanFile, RuleRow};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::share::Share;
use crate::domain::words::{Stage, Word};
use crate::finding::Text;
use crate::rules::{Rules, intake, itinerant, rotation_share, source_protection, travel_cap};
use rust_decimal::Decimal;

/// The room that is left, or the row that comes nearest to the limit; blank where a rule knows only yes and no.
pub fn tightness(instance: &Instance, rules: &Rules, file: &PlanFile, row: &RuleRow) -> Text {
    let cap = rules.get(&row.code).and_then(|rule| rule.share_of_staff());
    let said = match row.code.as_str() {
        rotation_share::CODE => room_above(instance, rules, file),
        travel_cap::CODE => longest(file.rotations.iter().map(|row| row.minutes)),
        itinerant::CODE => longest(file.itinerant.iter().map(|row| row.minutes)),
        source_protection::CODE => {
            let units = file.rotations.iter().map(|row| (&row.from, &row.stage));
            largest_share(instance, units, cap, ("调出", "leave"))
        }
        intake::CODE => {
            let units = file.rotations.iter().map(|row| (&row.to, &row.stage));
            largest_share(instance, units, cap, ("调入", "come to"))
        }
        _ => None,
    };
    match (said, margin(row)) {
        (Some(said), Some(margin)) => Text::new(
            format!("{}；{}", margin.zh, said.zh),
            format!("{}; {}", margin.en, said.en),
        ),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Text::default(),
    }
}

/// People beyond what is required, or short of it.
fn margin(row: &RuleRow) -> Option<Text> {
    let (required, achieved) = (row.required, row.achieved);
    if required == 0 {
        return None;
    }
    Some(match achieved.cmp(&required) {
        std::cmp::Ordering::Less => {
            let short = required - achieved;
            Text::new(format!("差 {short}"), format!("{short} short"))
        }
        std::cmp::Ordering::Equal => Text::new("正好，无余量", "exactly, nothing to spare"),
        std::cmp::Ordering::Greater => {
            let spare = achieved - required;
            Text::new(format!("多 {spare}"), format!("{spare} to spare"))
        }
    })
}

/// How many more may rotate under the rule's upper limit.
fn room_above(instance: &Instance, rules: &Rules, file: &PlanFile) -> Option<Text> {
    let most = rules.rotation_share.as_ref()?.most(instance);
    let room = most.saturating_sub(file.rotations.len() as u64);
    Some(match room {
        0 => Text::new(
            format!("上限 {most}，已用满"),
            format!("at most {most}, used up"),
        ),
        _ => Text::new(
            format!("上限 {most}，还可 {room}"),
            format!("at most {most}, room for {room}"),
        ),
    })
}

fn longest(minutes: impl Iterator<Item = u32>) -> Option<Text> {
    let longest = minutes.max()?;
    Some(Text::new(
        format!("最远 {longest} 分钟"),
        format!("farthest {longest} minutes"),
    ))
}

/// The unit with the largest part of its people among these rows.
fn largest_share<'a>(
    instance: &Instance,
    rows: impl Iterator<Item = (&'a String, &'a String)>,
    cap: Option<Share>,
    (zh, en): (&str, &str),
) -> Option<Text> {
    let mut moved = vec![0_usize; instance.units.len()];
    for (school, stage) in rows {
        let unit = unit(instance, school, stage)?;
        moved[unit.0] += 1;
    }
    let staff = instance.listed();
    let share = |unit: &UnitIndex| moved[unit.0] * 1_000_000 / staff[unit.0].max(1);
    let most = instance
        .unit_indices()
        .filter(|unit| moved[unit.0] > 0 && staff[unit.0] > 0)
        .max_by_key(share)?;
    let name = school_name(instance, &instance.school_of(most).id);
    let (n, of) = (moved[most.0], staff[most.0]);
    let limit = cap.map_or_else(Text::default, |cap| rounded(cap, of));
    Some(Text::new(
        format!("最多：{name} {of} 人中{zh} {n} 人{}", limit.zh),
        format!("most: {n} {en} {name} with its staff of {of}{}", limit.en),
    ))
}

/// How a share of so many people comes to a whole number of them.
fn rounded(cap: Share, of: usize) -> Text {
    let (people, exact) = (cap.of(of), cap.fraction() * Decimal::from(of as u64));
    let exact = exact.normalize();
    if exact.is_integer() {
        return Text::new(
            format!("（上限 {people} 人，即 {of} × {cap}）"),
            format!(" (at most {people}: {of} × {cap})"),
        );
    }
    Text::new(
        format!("（上限 {people} 人：{of} × {cap} = {exact}，不足一人进为一人）"),
        format!(" (at most {people}: {of} × {cap} = {exact}, rounded up)"),
    )
}

fn unit(instance: &Instance, school: &str, stage: &str) -> Option<UnitIndex> {
    instance.unit_at(instance.school_by_id(school)?, Stage::parse(stage)?)
}
