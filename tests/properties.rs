//! What must hold of every solved plan: a tighter rule never betters it, and neither row order nor threads change it.

mod support;

use lungang::audit::levels;
use lungang::rules::{Rules, activate};
use lungang::solve::{Formulation, Options, SolveError, solve};
use support::alone::Alone;
use support::county::{County, Size, random_county};
use toml::Value;

/// A rule's key and how it is made tighter; `None` = it cannot be.
type Tighten = (&'static str, &'static str, fn(&Value) -> Option<Value>);

const TIGHTENINGS: [Tighten; 12] = [
    ("rotation_share", "min", |_| Some("40%".into())),
    ("rotation_share", "max", |_| Some("40%".into())),
    ("backbone_share", "min", |_| Some("50%".into())),
    ("source_protection", "max_out_share", |_| Some("20%".into())),
    ("source_protection", "keep_coverage", |_| Some(true.into())),
    ("intake", "max_in_share", |_| Some("20%".into())),
    ("intake", "within_posts", |_| Some(true.into())),
    ("travel_cap", "minutes", |old| less(old, 15)),
    ("direction", "upward", |_| Some("never".into())),
    ("itinerant", "max_lessons_per_school", |old| less(old, 1)),
    ("itinerant", "max_minutes", |old| less(old, 20)),
    ("budget", "max", |old| Some((old.as_integer()? / 2).into())),
];

fn less(old: &Value, by: i64) -> Option<Value> {
    let new = old.as_integer()? - by;
    (new > 0).then(|| new.into())
}

/// The level values of the best plan, `None` if no plan keeps the `must` rules. What level `burden` grants for the
/// required share is put back, since a share asked for is no gain of the plan's.
fn best(county: &County, rules: &Rules) -> Option<Vec<f64>> {
    let options = Options {
        formulation: Formulation::Auto,
        time_limit: None,
        gap: Some(0.0),
        threads: 1,
        relax: false,
    };
    let found = match solve(&county.instance, rules, &county.levels, &options, &Alone) {
        Ok(found) => found,
        Err(SolveError::Infeasible { .. }) => return None,
        Err(end) => panic!("county {}: {end:?}", county.seed),
    };
    let beyond_share: f64 = county
        .instance
        .settings
        .prices
        .beyond_share
        .try_into()
        .expect("a price");
    let granted = beyond_share * rules.required(&county.instance) as f64;
    let value = |code: &String| {
        let value = levels::value(&county.instance, rules, &found.plan, code).expect("a level");
        if code == "burden" {
            value + granted
        } else {
            value
        }
    };
    Some(county.levels.iter().map(value).collect())
}

/// The rules of a county with one key tighter than it is.
fn tightened(county: &County, (rule, key, tighten): Tighten) -> Option<Rules> {
    let mut table = county.table.clone();
    let settings = table.get_mut(rule)?.as_table_mut()?;
    let new = tighten(settings.get(key)?)?;
    let old = settings.insert(key.into(), new.clone())?;
    // Shares are drawn on either side of the tighter value.
    let share = |value: &Value| value.as_str()?.strip_suffix('%')?.parse::<f64>().ok();
    let looser = match (share(&old), share(&new)) {
        (Some(old), Some(new)) if key == "min" => new < old,
        (Some(old), Some(new)) => new > old,
        _ => false,
    };
    if looser {
        return None;
    }
    activate(&table).ok()
}

/// The first level that differs is better under the tighter rule.
fn betters(tight: &[f64], loose: &[f64]) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= 4e-6 * a.abs().max(1e-3);
    let first = tight
        .iter()
        .zip(loose)
        .find(|&(&tight, &loose)| !close(tight, loose));
    first.is_some_and(|(tight, loose)| tight < loose)
}

#[test]
fn a_tighter_rule_never_betters_the_plan() {
    let (mut wrong, mut compared, mut worse) = (Vec::new(), 0, 0);
    for seed in 5_000..5_080 {
        let county = random_county(seed, Size::TINY);
        let loose = best(&county, &county.rules);
        for tightening in TIGHTENINGS {
            let Some(rules) = tightened(&county, tightening) else {
                continue;
            };
            let tight = best(&county, &rules);
            compared += 1;
            worse += usize::from(tight != loose);
            let better = match (&tight, &loose) {
                (Some(tight), Some(loose)) => betters(tight, loose),
                (Some(_), None) => true,
                (None, _) => false,
            };
            if better {
                let (rule, key, _) = tightening;
                wrong.push(format!(
                    "county {seed}, {rule}.{key}: {loose:?} to {tight:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        compared > 200 && worse > 40,
        "{compared} compared, {worse} changed"
    );
}
