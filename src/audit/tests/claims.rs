//! Cases of what a plan claims: each false claim is found.

use crate::audit::indicators::Indicator;
use crate::audit::{
    Claimed, ClaimedRule, ClaimedTrip, RuleRow, audit, coverage, levels, posts, printed, rule_rows,
};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::words::Stage;
use crate::read::scenario::LEVELS;
use crate::rules::Rules;
use crate::rules::testing::{county, plan, rules};

fn honest(county: &Instance, rules: &Rules, plan: &Plan) -> Claimed {
    let level = |code: &str| {
        let value = levels::value(county, rules, plan, code).expect("a level");
        (
            code.to_owned(),
            printed::rounded(value, printed::level(code)),
        )
    };
    let rule = |row: RuleRow| ClaimedRule {
        code: row.code.to_owned(),
        required: row.required,
        achieved: row.achieved,
        met: row.met,
    };
    let trip = |posting: Posting| ClaimedTrip {
        teacher: posting.teacher,
        from: Some(county.unit(posting.from).school),
        to: posting.to,
        minutes: posting.minutes(county),
        from_home: false,
        yuan: 1000.0,
    };
    Claimed {
        levels: LEVELS.map(level).to_vec(),
        coverage: coverage::coverage(county, plan),
        rules: rule_rows(county, rules, plan)
            .into_iter()
            .map(rule)
            .collect(),
        trips: crate::rules::postings(county, plan).map(trip).collect(),
        supply: Vec::new(),
        before: printed::indicators(county, &Plan::default()),
        after: printed::indicators(county, plan),
        posts: posts::posts(county, rules, plan),
        returns: crate::domain::returns::returns(county),
        yuan: printed::yuan(levels::yuan(county, rules, plan)),
    }
}

#[test]
fn every_false_claim_is_found() {
    let county = county(|_| {});
    let rules = rules("[rotation_share]\n[travel_cap]\n[posts]");
    let plan = plan("T0>C:pe");
    let truth = honest(&county, &rules, &plan);
    assert_eq!(audit(&county, &rules, &plan, &truth), []);
    type Lie = fn(&mut Claimed);
    let lies: [(&str, Lie); 18] = [
        ("return", |c| {
            c.returns.push(crate::domain::returns::Return {
                teacher: TeacherIndex(0),
                from: SchoolIndex(0),
                to: SchoolIndex(1),
            });
        }),
        ("level", |c| c.levels[0].1 -= 1.0),
        ("balance", |c| c.levels[4].1 += 1e-9),
        ("unknown level", |c| c.levels[5].0 = "moon".into()),
        ("coverage", |c| c.coverage[0].unfilled += 1),
        ("missing coverage", |c| {
            c.coverage.truncate(c.coverage.len() - 1)
        }),
        ("coverage twice", |c| c.coverage.push(c.coverage[0])),
        ("tally", |c| c.rules[0].achieved += 1),
        ("rule without row", |c| c.rules.truncate(2)),
        ("rule twice", |c| c.rules.push(c.rules[0].clone())),
        ("minutes", |c| c.trips[0].minutes = Some(49)),
        ("yuan of a trip", |c| c.trips[0].yuan += 1.0),
        ("trip that is none", |c| c.trips.clear()),
        ("indicators", |c| {
            let stage = c.after.get_mut(&Stage::Primary).expect("counted");
            stage.get_mut(&Indicator::Degree).expect("a row").cv += 1e-12;
        }),
        ("where minutes are counted from", |c| {
            c.trips[0].from_home = true
        }),
        ("posts", |c| c.posts[1].proposed += 1),
        ("missing posts", |c| c.posts.truncate(2)),
        ("yuan", |c| c.yuan -= 0.01),
    ];
    for (name, lie) in lies {
        let mut claimed = truth.clone();
        lie(&mut claimed);
        assert_eq!(audit(&county, &rules, &plan, &claimed).len(), 1, "{name}");
    }
}
