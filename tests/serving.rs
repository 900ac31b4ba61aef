//! Who counts in a share without being posted this year: those who serve away in an unfinished term, and those who give
//! lessons elsewhere; each is one person, and counts in both sides of the share or in neither.

mod support;

use lungang::domain::assemble::Parts;
use lungang::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use lungang::domain::instance::{Instance, planning_date};
use lungang::domain::plan::{Itinerant, Plan, Rotation};
use lungang::domain::teacher::Teacher;
use lungang::domain::words::{Employment, Exemption, Position, Subject};
use lungang::finding::Lang;
use lungang::report::kept;
use support::abc::{county, rules};

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;

/// T`teacher` serves away from the school `home` for a year more.
fn away(parts: &mut Parts, teacher: usize, home: usize) {
    let away = &mut parts.teachers[teacher];
    (away.home_school, away.away_until) = (Some(SchoolIndex(home)), Some(planning_date(2025)));
}

/// (teacher, unit) for each posting, (teacher, unit, lessons) for lessons on the way.
fn plan(county: &Instance, posted: &[(usize, usize)], giving: &[(usize, usize, u32)]) -> Plan {
    let subject = |teacher: usize| county.teachers[teacher].subject;
    let rotations = posted.iter().map(|&(teacher, to)| Rotation {
        teacher: TeacherIndex(teacher),
        to: UnitIndex(to),
        subject: subject(teacher),
    });
    let itinerant = giving.iter().map(|&(teacher, to, lessons)| Itinerant {
        teacher: TeacherIndex(teacher),
        to: UnitIndex(to),
        subject: subject(teacher),
        lessons,
    });
    Plan {
        rotations: rotations.collect(),
        itinerant: itinerant.collect(),
        ..Plan::default()
    }
}

/// Required and achieved of rotation_share.
fn share(county: &Instance, text: &str, plan: &Plan) -> (u64, u64) {
    let tally = rules(&format!("[rotation_share]\n{text}")).list[0].tally(county, plan);
    (tally.required, tally.achieved)
}

#[test]
fn those_away_count_in_both_sides_where_serving_counts() {
    let county = county(|parts| {
        away(parts, 7, A);
        away(parts, 8, B);
    });
    let one = plan(&county, &[(0, C)], &[]);
    // Seven are eligible; nine with those who are away, two of whom are sent already.
    let text = "min = \"29%\"\ncount = ";
    assert_eq!(share(&county, &format!("{text}\"new\""), &one), (3, 1));
    assert_eq!(share(&county, &format!("{text}\"serving\""), &one), (3, 3));
    let text = "min = \"30%\"\ncount = \"new\"";
    assert_eq!(share(&county, text, &one), (3, 1));
    let text = "min = \"34%\"\ncount = ";
    assert_eq!(share(&county, &format!("{text}\"new\""), &one), (3, 1));
    assert_eq!(share(&county, &format!("{text}\"serving\""), &one), (4, 3));
}

#[test]
fn those_away_count_inside_the_scope_and_on_its_way_only() {
    let text = "min = \"50%\"\ncount = \"serving\"\n\
                scope = { tiers = [\"urban\"] }\ntoward = { tiers = [\"rural\"] }";
    // Away at C from A, and from B, which is out of scope: half of A's five and of the first.
    let rural = county(|parts| {
        away(parts, 7, A);
        away(parts, 8, B);
    });
    let nobody = plan(&rural, &[], &[]);
    assert_eq!(share(&rural, text, &nobody), (3, 1));
    let two = plan(&rural, &[(0, C), (1, B)], &[]);
    assert_eq!(share(&rural, text, &two), (3, 2));
    // From A to B: one of the six, but not where he is to serve.
    let town = county(|parts| away(parts, 5, A));
    assert_eq!(share(&town, text, &plan(&town, &[], &[])), (3, 0));
    // Down is a form that counts here, up is not.
    let support = "count = \"serving\"\nforms = [\"support\"]";
    assert_eq!(share(&rural, support, &nobody), (1, 2));
    let up = county(|parts| away(parts, 0, C));
    assert_eq!(share(&up, support, &plan(&up, &[], &[])), (1, 0));
}

#[test]
fn those_away_count_by_what_they_are_not_by_age_or_tenure() {
    type Edit = fn(&mut Teacher);
    let edits: [(Edit, u64); 6] = [
        (|_| {}, 1),
        (|teacher| teacher.since = planning_date(2023), 1),
        (|teacher| teacher.birth = planning_date(1965), 1),
        (|teacher| teacher.position = Position::Principal, 0),
        (|teacher| teacher.subject = Subject::Other, 0),
        (|teacher| teacher.employment = Employment::Contract, 0),
    ];
    for (i, (edit, counted)) in edits.into_iter().enumerate() {
        let county = county(|parts| {
            away(parts, 7, A);
            edit(&mut parts.teachers[7]);
        });
        let nobody = plan(&county, &[], &[]);
        // Eight others are eligible; with him there are nine, of whom a ninth is one and an eighth two.
        let (required, achieved) = share(&county, "min = \"12.5%\"\ncount = \"serving\"", &nobody);
        assert_eq!((required, achieved), (1 + counted, counted), "edit {i}");
    }
}

/// Whoever gives enough for two is one person, at one school or at two, and no other when he is posted as well.
#[test]
fn each_giver_counts_once() {
    let county = county(|_| {});
    let text = "forms = [\"rotation\", \"support\", \"itinerant\"]\nitinerant_lessons = 4";
    let achieved =
        |posted: &[_], giving: &[_]| share(&county, text, &plan(&county, posted, giving)).1;
    assert_eq!(achieved(&[], &[(0, B, 3)]), 0);
    assert_eq!(achieved(&[], &[(0, B, 4)]), 1);
    assert_eq!(achieved(&[], &[(0, B, 8)]), 1);
    assert_eq!(achieved(&[], &[(0, B, 4), (0, C, 4)]), 1);
    assert_eq!(achieved(&[], &[(0, B, 2), (0, C, 2)]), 1);
    assert_eq!(achieved(&[(0, C)], &[(0, B, 4)]), 1);
    assert_eq!(achieved(&[], &[(0, B, 4), (3, B, 3)]), 1);
    assert_eq!(achieved(&[], &[(0, B, 4), (3, B, 4)]), 2);
}

#[test]
fn no_two_reasons_of_the_summary_bear_one_name() {
    let county = county(|parts| {
        parts.teachers[0].exemption = Some(Exemption::Retiring);
        parts.teachers[1].birth = planning_date(1970);
    });
    for lang in [Lang::Zh, Lang::En] {
        let reasons = kept::reasons(&county);
        let words: Vec<_> = reasons.iter().map(|(why, _)| why.get(lang)).collect();
        assert!(words.len() == 2 && words[0] != words[1], "{words:?}");
    }
}
