//! A small county for the tables of cases: urban A, town B and rural C on one road (A 20 B 30 C), ten lessons of PE,
//! music, art and maths needed at each, and plans in a short notation.

use super::{Rule, Rules, activate};
use crate::domain::assemble::{NeedOverride, Parts, assemble};
use crate::domain::date::Date;
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Itinerant, PartTime, Plan, Rotation};
use crate::domain::school::{Facilities, School};
use crate::domain::teacher::Teacher;
use crate::domain::travel::Road;
use crate::domain::words::{
    Backbone, Degree, Outlook, Position, Quality, SchoolKind, Sex, Stage, Subject, Tier, Word,
};
use crate::finding::Finding;
use crate::read::scenario::{default_settings, defaults_text};
use std::collections::BTreeSet;

pub(crate) const TAUGHT: [Subject; 4] = [Subject::Pe, Subject::Music, Subject::Art, Subject::Maths];

/// Ten eligible teachers of ten lessons each: T0 pe, T1 music, T2 art, T3 maths (and music), T4 pe (county backbone) at
/// A; T5 music, T6 maths (county backbone) at B; T7 maths, T8 pe (and art), T9 maths at C.
pub(crate) fn parts() -> Parts {
    let schools = vec![
        school("A", Tier::Urban),
        school("B", Tier::Town),
        school("C", Tier::Rural),
    ];
    let subjects = [
        Subject::Pe,
        Subject::Music,
        Subject::Art,
        Subject::Maths,
        Subject::Pe,
        Subject::Music,
        Subject::Maths,
        Subject::Maths,
        Subject::Pe,
        Subject::Maths,
    ];
    let homes = [0, 0, 0, 0, 0, 1, 1, 2, 2, 2];
    let mut teachers: Vec<_> = (0..10).map(|i| teacher(i, homes[i], subjects[i])).collect();
    teachers[3].second_subjects = BTreeSet::from([Subject::Music]);
    teachers[8].second_subjects = BTreeSet::from([Subject::Art]);
    teachers[4].backbone = Backbone::County;
    teachers[6].backbone = Backbone::County;
    let needs = (0..3)
        .flat_map(|s| TAUGHT.map(|subject| need(s, subject, 10)))
        .collect();
    let mut settings = default_settings();
    settings.curriculum.anyone.clear();
    Parts {
        name: "A, B and C".into(),
        year: 2024,
        schools,
        teachers,
        needs,
        roads: Some(vec![road("A", "B", 20), road("B", "C", 30)]),
        feedback: Vec::new(),
        settings,
    }
}

/// The small county after some changes to its tables.
pub(crate) fn county(edit: impl FnOnce(&mut Parts)) -> Instance {
    let mut parts = parts();
    edit(&mut parts);
    assemble(parts)
}

pub(crate) fn need(school: usize, subject: Subject, weekly_lessons: u32) -> NeedOverride {
    NeedOverride {
        school: SchoolIndex(school),
        stage: Stage::Primary,
        subject,
        weekly_lessons,
    }
}

pub(crate) fn road(from: &str, to: &str, minutes: u32) -> Road {
    Road {
        from: from.into(),
        to: to.into(),
        minutes,
    }
}

pub(crate) fn school(id: &str, tier: Tier) -> School {
    School {
        id: id.into(),
        name: String::new(),
        kind: SchoolKind::Primary,
        tier,
        district: Some("D".into()),
        group: None,
        hub: None,
        quality: Quality::Ordinary,
        place: None,
        pupils_primary: 100,
        pupils_junior: 0,
        classes: [0; 9],
        posts: None,
        housing: None,
        hardship: 0,
        outlook: Outlook::Permanent,
        boarding: false,
        facilities: Facilities::default(),
    }
}

pub(crate) fn teacher(i: usize, school: usize, subject: Subject) -> Teacher {
    Teacher {
        id: format!("T{i}"),
        name: String::new(),
        sex: Sex::Female,
        birth: date(1984),
        school: SchoolIndex(school),
        home_school: None,
        stage: Some(Stage::Primary),
        subject,
        second_subjects: BTreeSet::new(),
        degree: Degree::Bachelor,
        certified: true,
        backbone: Backbone::None,
        title: None,
        position: Position::Teacher,
        homeroom: false,
        graduating: false,
        since: date(2010),
        rural_years: None,
        max_lessons: Some(10),
        weekly_lessons: None,
        exemption: None,
        probation: false,
        away_until: None,
        last_rotated: None,
        wishes: Vec::new(),
        spouse: None,
    }
}

/// 1 September of a year.
pub(crate) fn date(year: i16) -> Date {
    crate::domain::instance::planning_date(year)
}

/// A plan from words such as `T0>C:music` (rotated), `T1~B:pe:4` (itinerant), `T2=A:art:2` (second subject).
pub(crate) fn plan(text: &str) -> Plan {
    let mut plan = Plan::default();
    for word in text.split_whitespace() {
        let parts: Vec<_> = word.split(['>', '~', '=', ':']).collect();
        let teacher = TeacherIndex(parts[0][1..].parse().expect("a teacher"));
        let unit = UnitIndex(usize::from(parts[1].as_bytes()[0] - b'A'));
        let subject = Subject::parse(parts[2]).expect("a subject");
        let lessons = parts.get(3).map_or(0, |n| n.parse().expect("lessons"));
        if word.contains('>') {
            plan.rotations.push(Rotation {
                teacher,
                to: unit,
                subject,
            });
        } else if word.contains('~') {
            plan.itinerant.push(Itinerant {
                teacher,
                to: unit,
                subject,
                lessons,
            });
        } else {
            plan.part_time.push(PartTime {
                teacher,
                unit,
                subject,
                lessons,
            });
        }
    }
    plan
}

/// The rules of some `[rules.…]` tables over the shipped defaults.
pub(crate) fn try_rules(text: &str) -> Result<Rules, Vec<Finding>> {
    let defaults: toml::Table = defaults_text().parse().expect("defaults");
    let mut tables: toml::Table = text.parse().expect("TOML");
    for (code, table) in &mut tables {
        let table = table.as_table_mut().expect("a table");
        for (key, value) in defaults["rules"]
            .get(code)
            .and_then(|v| v.as_table())
            .into_iter()
            .flatten()
        {
            table.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    activate(&tables)
}

pub(crate) fn rules(text: &str) -> Rules {
    try_rules(text).expect("rules")
}

/// Checks a table of (plan, total amount of its breaches) against one rule.
pub(crate) fn check_amounts(instance: &Instance, rule: &dyn Rule, cases: &[(&str, u64)]) {
    for &(text, amount) in cases {
        let breaches = rule.breaches(instance, &plan(text));
        let total: u64 = breaches.iter().map(|breach| breach.amount).sum();
        assert_eq!(total, amount, "`{text}`: {breaches:?}");
        assert!(
            breaches
                .iter()
                .all(|b| b.rule == rule.code() && !b.message.en.is_empty())
        );
    }
}

/// The same for the one rule of a scenario's text.
pub(crate) fn check(instance: &Instance, text: &str, cases: &[(&str, u64)]) {
    let rules = rules(text);
    check_amounts(instance, rules.list[0].as_ref(), cases);
}
