//! The balance test school by school: seven indicators, 6 of 7 with a floor, caps of classes and schools (policy.md 6).

use super::indicators::{Figures, figures};
use crate::domain::balance::{
    Facility, Heads, Indicator, LeftOut, decimal, heads_with_visitors, is_counted, left_out,
    reaches,
};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{SchoolKind, Stage, Word};
use rust_decimal::Decimal;

/// One indicator of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Heads per 100 pupils, m² or yuan a pupil, rooms per 100 pupils; `None` where the table is blank.
    pub value: Option<f64>,
    pub threshold: f64,
    pub reached: Option<bool>,
    /// Whether it reaches the floor that a missed indicator must.
    pub over_floor: Option<bool>,
}

/// Whether a unit passes: at least so many indicators reached, every other one over its floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    Fail,
    /// It depends on facilities that the table does not tell.
    Unknown,
}

/// One school and stage under the balance test.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolTest {
    pub unit: UnitIndex,
    pub pupils: u32,
    /// `None` = it counts.
    pub left_out: Option<LeftOut>,
    /// Degree, backbone, PE and arts, then rooms, sports, equipment, multimedia.
    pub figures: [(&'static str, Figure); 7],
    pub verdict: Verdict,
    /// Pupils a class on average; `None` without classes.
    pub class_pupils: Option<f64>,
    pub class_too_large: bool,
    /// The whole school has more pupils than its cap.
    pub school_too_large: bool,
}

impl SchoolTest {
    /// Indicators reached.
    pub fn reached(&self) -> usize {
        let reached = |figure: &&(_, Figure)| figure.1.reached == Some(true);
        self.figures.iter().filter(reached).count()
    }
}

/// Every unit under a plan, in order; `Plan::default()` gives what is before.
pub fn school_tests(instance: &Instance, plan: &Plan) -> Vec<SchoolTest> {
    let heads = heads_with_visitors(instance, plan);
    instance
        .unit_indices()
        .map(|unit| test(instance, unit, heads[unit.0]))
        .collect()
}

fn test(instance: &Instance, unit: UnitIndex, heads: Heads) -> SchoolTest {
    let (school, stage) = (instance.school_of(unit), instance.unit(unit).stage);
    let (pupils, balance) = (school.pupils(stage), &instance.settings.balance);
    let all_pupils = school.pupils_primary + school.pupils_junior;
    let figures = seven(instance, unit, heads);
    let classes: u32 = stage.grades().map(|grade| school.classes[grade - 1]).sum();
    let most = match school.kind {
        SchoolKind::NineYear => balance.nine_year_pupils_max,
        _ => balance.school_pupils_max,
    };
    SchoolTest {
        unit,
        pupils,
        left_out: left_out(instance, unit),
        verdict: verdict(
            &figures.map(|(_, figure)| figure),
            balance.indicators_min as usize,
        ),
        figures,
        class_pupils: (classes > 0).then(|| f64::from(pupils) / f64::from(classes)),
        class_too_large: classes > 0 && pupils > classes * balance.stage(stage).class_pupils_max,
        school_too_large: all_pupils > most,
    }
}

fn seven(instance: &Instance, unit: UnitIndex, heads: Heads) -> [(&'static str, Figure); 7] {
    let (school, stage) = (instance.school_of(unit), instance.unit(unit).stage);
    let balance = &instance.settings.balance;
    let (pupils, floor) = (school.pupils(stage), balance.indicator_floor.fraction());
    // What a nine-year school has serves both its stages alike.
    let all_pupils = school.pupils_primary + school.pupils_junior;
    let person = |indicator: Indicator| {
        let threshold = indicator.threshold(balance.stage(stage));
        let amount = Some(f64::from(heads.of(indicator)));
        (
            indicator.code(),
            figure(amount, 100, pupils, threshold, floor),
        )
    };
    let thing = |facility: Facility| {
        let threshold = facility.threshold(balance.stage(stage));
        let (amount, per) = (facility.of(&school.facilities), facility.per());
        (
            facility.code(),
            figure(amount, per, all_pupils, threshold, floor),
        )
    };
    let [a, b, c] = Indicator::ALL.map(person);
    let [d, e, f, g] = Facility::ALL.map(thing);
    [a, b, c, d, e, f, g]
}

fn figure(amount: Option<f64>, per: u32, pupils: u32, threshold: f64, floor: Decimal) -> Figure {
    let amount = amount.filter(|_| pupils > 0);
    let over = |share| amount.map(|amount| reaches(amount, per, pupils, threshold, share));
    Figure {
        value: amount.map(|amount| amount * f64::from(per) / f64::from(pupils)),
        threshold,
        reached: over(Decimal::ONE),
        over_floor: over(floor),
    }
}

/// Blank figures leave it open, unless those known decide.
fn verdict(figures: &[Figure], min: usize) -> Verdict {
    let missed = figures.iter().filter(|f| f.reached == Some(false)).count();
    let sunk = figures.iter().any(|f| f.over_floor == Some(false));
    if sunk || figures.len() - missed < min {
        Verdict::Fail
    } else if figures.iter().any(|f| f.reached.is_none()) {
        Verdict::Unknown
    } else {
        Verdict::Pass
    }
}

/// One indicator of a stage over all counted units whose table tells it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub stage: Stage,
    pub code: &'static str,
    pub figures: Figures,
    /// Largest coefficient of variation.
    pub cv_max: f64,
    /// Whether the coefficient that the scenario judges by is within it.
    pub met: bool,
}

/// Every indicator of every stage; an indicator without figures is absent.
pub fn spreads(instance: &Instance, tests: &[SchoolTest]) -> Vec<Spread> {
    let balance = &instance.settings.balance;
    let mut spreads = Vec::new();
    for &stage in Stage::all() {
        let counted: Vec<_> = tests
            .iter()
            .filter(|test| instance.unit(test.unit).stage == stage)
            .filter(|test| is_counted(instance, test.unit))
            .collect();
        for i in 0..7 {
            let known: Vec<_> = counted
                .iter()
                .filter_map(|test| {
                    let amount = test.figures[i].1.value? * f64::from(test.pupils);
                    Some((test.pupils, amount))
                })
                .collect();
            let Some(first) = counted.first().filter(|_| !known.is_empty()) else {
                continue;
            };
            let (code, threshold) = (first.figures[i].0, first.figures[i].1.threshold);
            let figures = Figures {
                below: counted
                    .iter()
                    .filter(|test| test.figures[i].1.reached == Some(false))
                    .count(),
                ..figures(&known, 1.0, threshold)
            };
            let cv = match balance.weighted {
                true => figures.cv,
                false => figures.cv_unweighted,
            };
            let cv_max = balance.stage(stage).cv_max;
            spreads.push(Spread {
                stage,
                code,
                figures,
                cv_max,
                met: is_within(cv, cv_max),
            });
        }
    }
    spreads
}

/// A limit is met to nine digits: the figures come from sums of fractions.
fn is_within(cv: f64, most: f64) -> bool {
    decimal(cv).round_dp(9) <= decimal(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::school::Facilities;
    use crate::rules::testing::{county, plan};

    const RICH: Facilities = Facilities {
        room_m2: Some(450.0),
        sports_m2: Some(750.0),
        equipment_yuan: Some(200_000.0),
        multimedia_rooms: Some(3.0),
    };

    fn county_with(facilities: Facilities, degree: f64) -> Instance {
        county(|parts| {
            parts.settings.balance.primary.degree = degree;
            for school in &mut parts.schools {
                school.facilities = facilities;
                school.classes = [1, 1, 0, 0, 0, 0, 0, 0, 0];
            }
        })
    }

    fn verdict_of(county: &Instance, text: &str, unit: usize) -> (usize, Verdict) {
        let tests = school_tests(county, &plan(text));
        (tests[unit].reached(), tests[unit].verdict)
    }

    /// A has 5 higher degrees, 1 backbone and 4 PE and arts teachers for 100 pupils; C has 3, 0 and 1.
    #[test]
    fn six_of_seven_and_the_floor() {
        let rich = county_with(RICH, 4.2);
        assert_eq!(verdict_of(&rich, "", 0), (7, Verdict::Pass));
        assert_eq!(verdict_of(&rich, "", 2), (5, Verdict::Fail));
        assert_eq!(verdict_of(&rich, "T4>C:pe", 2), (6, Verdict::Pass));
        assert_eq!(verdict_of(&rich, "T4>C:pe T5>C:music", 2).0, 7);
        // 4 of 4.8 are below the floor of 4.08, 4 of 4.7 just above that of 3.995.
        let (at, below) = (county_with(RICH, 4.7), county_with(RICH, 4.8));
        assert_eq!(verdict_of(&at, "T4>C:pe", 2), (6, Verdict::Pass));
        assert_eq!(verdict_of(&below, "T4>C:pe", 2), (6, Verdict::Fail));
    }

    #[test]
    fn blank_facilities_leave_a_verdict_open() {
        let blank = county_with(Facilities::default(), 4.2);
        assert_eq!(verdict_of(&blank, "", 0), (3, Verdict::Unknown));
        assert_eq!(verdict_of(&blank, "", 2), (1, Verdict::Fail));
    }

    #[test]
    fn classes_and_schools_have_caps() {
        let crowded = |pupils| {
            let county = county(|parts| {
                parts.schools[0].classes = [1, 1, 0, 0, 0, 0, 0, 0, 0];
                parts.schools[0].pupils_primary = pupils;
                parts.settings.balance.school_pupils_max = 91;
            });
            let test = school_tests(&county, &Plan::default())[0].clone();
            (test.class_too_large, test.school_too_large)
        };
        assert_eq!(crowded(90), (false, false));
        assert_eq!(crowded(91), (true, false));
        assert_eq!(crowded(92), (true, true));
    }

    #[test]
    fn facilities_spread_too() {
        let county = county(|parts| {
            parts.schools[0].facilities.room_m2 = Some(400.0);
            parts.schools[1].facilities.room_m2 = Some(500.0);
        });
        let spreads = spreads(&county, &school_tests(&county, &Plan::default()));
        let rooms = spreads.iter().find(|row| row.code == "room_m2");
        let rooms = rooms.expect("rooms are told");
        assert_eq!((rooms.figures.mean, rooms.figures.below), (4.5, 1));
        assert!((rooms.figures.cv - 1.0 / 9.0).abs() < 1e-12 && rooms.met);
        assert!(spreads.iter().all(|row| row.code != "sports_m2"));
    }
}
