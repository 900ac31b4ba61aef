//! One tiny county solved without and with each rule: the rule changes the plan, and in the way it should.

mod support;

use lungang::audit;
use lungang::domain::assemble::{NeedOverride, Parts};
use lungang::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use lungang::domain::instance::{Instance, planning_date};
use lungang::domain::plan::{Itinerant, Plan, Rotation};
use lungang::domain::words::{Position, SchoolKind, Stage, Subject, Verdict};
use lungang::read::scenario::LEVELS;
use lungang::rules::{REGISTRY, Rules};
use lungang::solve::{Formulation, Options, solve};
use std::collections::BTreeSet;
use support::abc::{county, rich, rules, said, verdict};
use support::alone::Alone;
use support::rows::{need, retiree};

const A: UnitIndex = UnitIndex(0);
const B: UnitIndex = UnitIndex(1);
const C: UnitIndex = UnitIndex(2);

/// A rule on top of `base`, and what only a plan that keeps it shows.
struct Case {
    rule: &'static str,
    base: &'static str,
    text: &'static str,
    levels: &'static [&'static str],
    edit: fn(&mut Parts),
    shows: fn(&Instance, &Plan) -> bool,
}

/// A rule by itself, with every level.
const PLAIN: Case = Case {
    rule: "",
    base: "",
    text: "",
    levels: &LEVELS,
    edit: |_| {},
    shows: |_, _| true,
};

fn moves(instance: &Instance, plan: &Plan, counts: impl Fn(UnitIndex, UnitIndex) -> bool) -> usize {
    let from = |row: &Rotation| instance.standing(row.teacher).base.expect("a unit");
    plan.rotations
        .iter()
        .filter(|row| counts(from(row), row.to))
        .count()
}

fn backbones(instance: &Instance, plan: &Plan) -> usize {
    let moved = plan
        .rotations
        .iter()
        .map(|row| instance.teacher(row.teacher));
    moved.filter(|teacher| teacher.backbone.counts()).count()
}

/// Without any rule T3 (pe), T4 (art) and a music teacher go to C, where none of these is taught.
const CASES: [Case; 29] = [
    Case {
        rule: "rotation_share",
        text: "[rotation_share]\nmin = \"60%\"\nmax = \"100%\"",
        shows: |_, plan| plan.rotations.len() == 6,
        ..PLAIN
    },
    Case {
        rule: "backbone_share",
        text: "[backbone_share]\nmin = \"60%\"",
        shows: |county, plan| backbones(county, plan) * 10 >= plan.rotations.len() * 6,
        ..PLAIN
    },
    Case {
        rule: "source_protection",
        text: "[source_protection]\nmax_out_share = \"20%\"",
        shows: |county, plan| moves(county, plan, |from, _| from == A) <= 1,
        ..PLAIN
    },
    Case {
        rule: "intake",
        text: "[intake]\nmax_in_share = \"34%\"",
        shows: |county, plan| moves(county, plan, |_, to| to == C) <= 1,
        ..PLAIN
    },
    Case {
        rule: "travel_cap",
        text: "[travel_cap]\nminutes = 30",
        shows: |county, plan| moves(county, plan, |from, to| (from, to) == (A, C)) == 0,
        ..PLAIN
    },
    Case {
        rule: "direction",
        text: "[direction]\npairs = [\"urban-town\"]\nupward = \"never\"",
        shows: |county, plan| moves(county, plan, |_, to| to == C) == 0,
        ..PLAIN
    },
    Case {
        rule: "circle",
        text: "[circle]\nwithin = \"district\"",
        edit: |parts| parts.schools[2].district = Some("E".into()),
        shows: |county, plan| moves(county, plan, |_, to| to == C) == 0,
        ..PLAIN
    },
    Case {
        rule: "tier_quota",
        text: "[tier_quota]\nmin = { \"urban-town\" = 2 }",
        shows: |county, plan| moves(county, plan, |from, to| (from, to) == (A, B)) >= 2,
        ..PLAIN
    },
    Case {
        rule: "rural_backbone",
        text: "[rural_backbone]\nstrength = \"must\"",
        levels: &["burden"],
        shows: |county, plan| backbones(county, plan) == 1,
        ..PLAIN
    },
    Case {
        rule: "itinerant",
        base: "[rotation_share]\nmin = \"0%\"\nmax = \"0%\"\n",
        text: "[itinerant]",
        shows: |_, plan| !plan.itinerant.is_empty(),
        ..PLAIN
    },
    Case {
        rule: "retraining",
        base: "[rotation_share]\nmin = \"0%\"\nmax = \"0%\"\n",
        text: "[retraining]\nmax = 1",
        edit: |parts| parts.needs.push(need(2, Subject::Maths, 8)),
        shows: |_, plan| plan.retraining.len() == 1 && plan.retraining[0].lessons == 5,
        ..PLAIN
    },
    Case {
        rule: "remote_lessons",
        base: "[rotation_share]\nmin = \"0%\"\nmax = \"0%\"\n[source_protection]\n",
        text: "[remote_lessons]",
        edit: |parts| {
            // Four hours of C's two maths teachers are left for helping.
            parts.schools[2].hub = Some(SchoolIndex(0));
            parts.needs.push(need(2, Subject::Maths, 16));
        },
        shows: |_, plan| plan.remote.iter().map(|row| row.lessons).sum::<u32>() == 4,
        ..PLAIN
    },
    Case {
        rule: "recruitment",
        base: "[rotation_share]\nmin = \"0%\"\nmax = \"0%\"\n",
        text: "[recruitment]\nmax = 2",
        shows: |_, plan| plan.recruitment.iter().map(|row| row.posts).sum::<u32>() == 2,
        ..PLAIN
    },
    Case {
        rule: "silver_age",
        base: "[rotation_share]\nmin = \"0%\"\nmax = \"0%\"\n",
        text: "[silver_age]",
        edit: |parts| {
            // The art teacher may not go back to C; of the two others one has no need of his own.
            parts.retirees = vec![
                retiree("R0", Subject::Art),
                retiree("R1", Subject::Music),
                retiree("R2", Subject::Maths),
            ];
            parts.retirees[0].old_school = Some(SchoolIndex(2));
        },
        shows: |_, plan| said(plan) == "R1@C",
        ..PLAIN
    },
    Case {
        rule: "budget",
        text: "[budget]\nmax = 2500",
        shows: |_, plan| plan.rotations.len() == 2,
        ..PLAIN
    },
    Case {
        rule: "headcount",
        text: "[headcount]\nstrength = \"must\"",
        levels: &["burden"],
        shows: |county, plan| moves(county, plan, |_, to| to == C) == 1,
        ..PLAIN
    },
    Case {
        rule: "backbone_per_100",
        text: "[backbone_per_100]\ntiers = [\"rural\"]",
        levels: &["burden"],
        shows: |county, plan| backbones(county, plan) == 1,
        ..PLAIN
    },
    Case {
        rule: "degree_per_100",
        text: "[degree_per_100]\ntiers = [\"rural\"]\nstrength = \"must\"",
        levels: &["burden"],
        edit: |parts| parts.settings.balance.primary.degree = 4.0,
        shows: |county, plan| moves(county, plan, |_, to| to == C) == 2,
        ..PLAIN
    },
    Case {
        rule: "school_pass",
        text: "[school_pass]\nstrength = \"must\"",
        levels: &["burden"],
        edit: |parts| parts.schools[2].facilities = rich(),
        shows: |county, plan| {
            moves(county, plan, |_, to| to == C) == 2 && backbones(county, plan) == 1
        },
        ..PLAIN
    },
    Case {
        rule: "cv_limit",
        text: "[cv_limit]\nindicators = [\"pe_arts\"]\nstrength = \"must\"",
        levels: &["burden"],
        shows: |county, plan| moves(county, plan, |from, _| from == A) == 2,
        ..PLAIN
    },
    Case {
        rule: "hub_dispatch",
        text: "[hub_dispatch]\nmin = 5",
        levels: &["burden"],
        edit: |parts| parts.schools[2].hub = Some(SchoolIndex(0)),
        shows: |county, plan| moves(county, plan, |from, to| (from, to) == (A, C)) == 5,
        ..PLAIN
    },
    Case {
        rule: "pairings",
        text: "[pairings]\npairs = [[\"A\", \"B\"]]\nmin = 1",
        shows: |county, plan| {
            moves(county, plan, |_, to| to == C) == 0 && moves(county, plan, |_, to| to == B) >= 1
        },
        ..PLAIN
    },
    Case {
        rule: "couples",
        text: "[couples]",
        edit: |parts| parts.teachers[4].spouse = Some(TeacherIndex(7)),
        shows: |_, plan| plan.rotations.iter().all(|row| row.teacher.0 != 4),
        ..PLAIN
    },
    Case {
        rule: "graduating",
        text: "[graduating]",
        edit: |parts| parts.teachers[4].graduating = true,
        shows: |_, plan| plan.rotations.iter().all(|row| row.teacher.0 != 4),
        ..PLAIN
    },
    Case {
        rule: "rest",
        text: "[rest]",
        edit: |parts| parts.teachers[3].last_rotated = Some(planning_date(2020)),
        shows: |_, plan| {
            let goes = |teacher| plan.rotations.iter().any(|row| row.teacher.0 == teacher);
            goes(0) || !goes(3)
        },
        ..PLAIN
    },
    Case {
        rule: "subject_out",
        text: "[subject_out]\nmax_out_share = \"0%\"",
        shows: |_, plan| plan.rotations.is_empty(),
        ..PLAIN
    },
    Case {
        rule: "posts",
        text: "[posts]\nbind = true\ntotal = 9",
        edit: |parts| parts.schools[2].pupils_primary = 38,
        shows: |county, plan| {
            let (to, from) = (
                moves(county, plan, |_, to| to == C),
                moves(county, plan, |from, _| from == C),
            );
            to <= from
        },
        ..PLAIN
    },
    Case {
        rule: "principals",
        text: "[principals]",
        levels: &["burden"],
        edit: |parts| {
            // After fourteen years T2 must leave A; B's principal has served six and makes room.
            for teacher in [2, 5] {
                parts.teachers[teacher].position = Position::Principal;
            }
            parts.teachers[5].since = planning_date(2018);
        },
        shows: |_, plan| said(plan) == "T2#B T5#A",
        ..PLAIN
    },
    Case {
        rule: "feedback",
        edit: |parts| parts.feedback.push(verdict(3, None, Verdict::Pin)),
        shows: |_, plan| plan.rotations.iter().all(|row| row.teacher.0 != 3),
        ..PLAIN
    },
];

fn solved(instance: &Instance, rules: &Rules, levels: &[&str]) -> Plan {
    let levels = rules.levels(
        &levels
            .iter()
            .map(|level| (*level).to_owned())
            .collect::<Vec<_>>(),
    );
    let options = Options {
        formulation: Formulation::Auto,
        time_limit: None,
        gap: Some(0.0),
        threads: 1,
        relax: false,
    };
    let found = solve(instance, rules, &levels, &options, &Alone).expect("a plan");
    let breaches = audit::breaches(instance, rules, &found.plan);
    assert!(breaches.is_empty(), "{breaches:?}");
    found.plan
}

#[test]
fn each_rule_changes_the_plan_as_it_should() {
    for case in CASES {
        let with = county(case.edit);
        let mut without = with.clone();
        without.feedback.clear();
        let (base, own) = (
            rules(case.base),
            rules(&format!("{}{}", case.base, case.text)),
        );
        let free = solved(&without, &base, case.levels);
        let bound = solved(&with, &own, case.levels);
        let (rule, free_said, bound_said) = (case.rule, said(&free), said(&bound));
        assert!(
            !(case.shows)(&without, &free),
            "{rule}: without it `{free_said}`"
        );
        assert!(
            (case.shows)(&with, &bound),
            "{rule}: with it `{bound_said}`"
        );
    }
}

#[test]
fn the_core_subjects_are_seen_to_where_their_level_is_named() {
    // Urban A lacks ten lessons of maths, rural C has a maths teacher to spare.
    let county = county(|parts| parts.needs.push(need(0, Subject::Maths, 20)));
    let unfilled = |levels: &[&str]| {
        let plan = solved(&county, &rules(""), levels);
        audit::levels::core_unfilled(&county, &plan)
    };
    assert_eq!(unfilled(&["arts_unfilled_rural", "burden"]), 10);
    let first = ["core_unfilled", "arts_unfilled_rural", "burden"];
    assert_eq!(unfilled(&first), 0);
}

#[test]
fn an_arts_teacher_serves_both_stages_of_a_nine_year_school() {
    let county = county(|parts| {
        parts.schools[1].kind = SchoolKind::NineYear;
        parts.needs.push(need(1, Subject::Music, 4));
        parts.needs.push(NeedOverride {
            stage: Stage::Junior,
            ..need(1, Subject::Music, 6)
        });
    });
    let text = |both: &str| {
        format!(
            "[rotation_share]\nmin = \"0%\"\nmax = \"0%\"\n[itinerant]\nsubjects = []\nboth_stages = [{both}]"
        )
    };
    let without = solved(&county, &rules(&text("\"art\"")), &LEVELS);
    assert_eq!(without.itinerant, []);
    let rules = rules(&text("\"music\""));
    let plan = solved(&county, &rules, &LEVELS);
    let row = Itinerant {
        teacher: TeacherIndex(6),
        to: county
            .unit_at(SchoolIndex(1), Stage::Junior)
            .expect("a unit"),
        subject: Subject::Music,
        lessons: 6,
    };
    assert_eq!(plan.itinerant, [row]);
    // He neither travels nor is paid for it.
    let burden = audit::levels::burden(&county, &rules, &plan);
    assert!(burden.is_zero(), "{burden}");
}

#[test]
fn people_move_up_in_exchange_for_others_of_the_subject() {
    // Nobody lacks maths; C's maths teacher wishes for A, and A's goes down in his place.
    let county = county(|parts| {
        parts.teachers[7].wishes = vec![SchoolIndex(0)];
        parts.feedback.push(verdict(7, Some(0), Verdict::Pin));
    });
    let text = "[direction]\nexchange = true";
    let plan = solved(&county, &rules(text), &["burden"]);
    assert_eq!(said(&plan), "T2>C:maths T7>A:maths");
}

#[test]
fn each_rule_has_a_case() {
    let there: BTreeSet<_> = CASES.iter().map(|case| case.rule).collect();
    for rule in REGISTRY.into_iter().chain(["feedback"]) {
        assert!(there.contains(rule), "{rule} has no solved case");
    }
}

/// T2 must leave A and somebody is asked for, but nobody at B may make room: a `should` is missed by two rather than
/// leave A without a principal. Once B's principal has served his term they change places.
#[test]
fn a_should_on_principals_leaves_no_school_without_one() {
    let led = |since: i16| {
        county(move |parts| {
            for teacher in [2, 5] {
                parts.teachers[teacher].position = Position::Principal;
            }
            parts.teachers[5].since = planning_date(since);
        })
    };
    let rules = rules("[principals]\nstrength = \"should\"\nmin = 1");
    for (since, moved, missed) in [(2022, "", 2.0), (2018, "T2#B T5#A", 0.0)] {
        let county = led(since);
        let plan = solved(&county, &rules, &["burden"]);
        assert_eq!(said(&plan), moved);
        let level = audit::levels::value(&county, &rules, &plan, "principals");
        assert_eq!(level, Some(missed));
    }
}

/// Whoever gives just enough lessons elsewhere meets a share that nobody may be posted for; a lesson more is asked for,
/// a lesson more is given, and beyond what one teacher may give there is no plan.
#[test]
fn itinerant_lessons_meet_the_share_from_the_number_on() {
    let county = county(|_| {});
    let text = |least: u32| {
        format!(
            "[rotation_share]\nmax = \"0%\"\nforms = [\"itinerant\"]\nitinerant_lessons = {least}\n\
             [itinerant]\nmax_lessons = 6\n"
        )
    };
    for least in [3, 4, 6] {
        let plan = solved(&county, &rules(&text(least)), &["burden"]);
        let given: u32 = plan.itinerant.iter().map(|row| row.lessons).sum();
        let givers: BTreeSet<_> = plan.itinerant.iter().map(|row| row.teacher).collect();
        assert_eq!((given, givers.len()), (least, 1), "{}", said(&plan));
    }
    let levels = rules(&text(7)).levels(&["burden".to_owned()]);
    let options = Options {
        formulation: Formulation::Auto,
        time_limit: None,
        gap: Some(0.0),
        threads: 1,
        relax: false,
    };
    assert!(solve(&county, &rules(&text(7)), &levels, &options, &Alone).is_err());
}

/// Two people are asked for: one who gives enough for two is one, so two of them give just enough.
#[test]
fn a_giver_is_one_person_of_the_share_whatever_he_gives() {
    let county = county(|_| {});
    let text = "[rotation_share]\nmin = \"20%\"\nmax = \"0%\"\nforms = [\"itinerant\"]\nitinerant_lessons = 3\n\
                [itinerant]\nmax_minutes = 60\n";
    let plan = solved(&county, &rules(text), &["burden"]);
    let givers: BTreeSet<_> = plan.itinerant.iter().map(|row| row.teacher).collect();
    let given: u32 = plan.itinerant.iter().map(|row| row.lessons).sum();
    assert_eq!((givers.len(), given), (2, 6), "{}", said(&plan));
}

/// Two of C's teachers are there for a term: where serving counts, three of nine are asked for and one new one is enough;
/// of new moves two of seven are.
#[test]
fn those_serving_away_leave_fewer_to_send() {
    let county = county(|parts| {
        for away in &mut parts.teachers[7..] {
            away.home_school = Some(SchoolIndex(0));
            away.away_until = Some(planning_date(2025));
        }
    });
    for (count, moved) in [("serving", 1), ("new", 2)] {
        let text = format!("[rotation_share]\nmin = \"28%\"\nmax = \"100%\"\ncount = \"{count}\"");
        let plan = solved(&county, &rules(&text), &["burden"]);
        assert_eq!(plan.rotations.len(), moved, "{count}: {}", said(&plan));
    }
}
