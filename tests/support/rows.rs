//! Rows of small county tables, and rule tables in short: shared with the cases of `src/rules`.

use lungang::domain::assemble::{NeedOverride, Parts};
use lungang::domain::date::Date;
use lungang::domain::ids::SchoolIndex;
use lungang::domain::instance::planning_date;
use lungang::domain::records::Retiree;
use lungang::domain::school::{Facilities, School};
use lungang::domain::teacher::Teacher;
use lungang::domain::travel::Road;
use lungang::domain::words::{
    Backbone, Degree, Employment, Outlook, Position, Quality, SchoolKind, Sex, Stage, Subject,
    Tier, Title,
};
use lungang::read::scenario::{default_settings, defaults_text};
use std::collections::BTreeSet;

const TAUGHT: [Subject; 4] = [Subject::Pe, Subject::Music, Subject::Art, Subject::Maths];

/// Urban A, town B and rural C on one road (A 20 B 30 C), ten lessons a week of PE, music, art and maths needed at each.
/// `people`: where each serves, 0 being A, and his main subject.
pub fn parts_of(people: &[(usize, Subject)]) -> Parts {
    let teachers = people.iter().enumerate();
    let mut settings = default_settings();
    settings.curriculum.anyone.clear();
    Parts {
        name: "A, B and C".into(),
        year: 2024,
        schools: vec![
            school("A", Tier::Urban),
            school("B", Tier::Town),
            school("C", Tier::Rural),
        ],
        teachers: teachers
            .map(|(i, &(school, subject))| teacher(i, school, subject))
            .collect(),
        needs: (0..3)
            .flat_map(|school| TAUGHT.map(|subject| need(school, subject, 10)))
            .collect(),
        roads: Some(vec![road("A", "B", 20), road("B", "C", 30)]),
        retirees: Vec::new(),
        history: Vec::new(),
        feedback: Vec::new(),
        settings,
    }
}

pub fn school(id: &str, tier: Tier) -> School {
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
        multigrade: Vec::new(),
        joint: Vec::new(),
        posts: None,
        housing: None,
        hardship: 0,
        outlook: Outlook::Permanent,
        boarding: false,
        opened: None,
        facilities: Facilities::default(),
    }
}

/// An eligible primary teacher of ten lessons a week: T`i` at `school`, 0 being A.
pub fn teacher(i: usize, school: usize, subject: Subject) -> Teacher {
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
        employment: Employment::Established,
        volunteer: false,
        service_until: None,
        title_candidate: false,
        group_leader: false,
        residence: None,
    }
}

/// A retired teacher of 62 with a senior title, ten lessons a week of any stage.
pub fn retiree(id: &str, subject: Subject) -> Retiree {
    Retiree {
        id: id.into(),
        name: String::new(),
        sex: None,
        birth: date(1962),
        old_school: None,
        stage: None,
        subject,
        second_subjects: BTreeSet::new(),
        title: Some(Title::Senior),
        max_lessons: Some(10),
    }
}

pub fn need(school: usize, subject: Subject, weekly_lessons: u32) -> NeedOverride {
    NeedOverride {
        school: SchoolIndex(school),
        stage: Stage::Primary,
        subject,
        weekly_lessons,
    }
}

pub fn road(from: &str, to: &str, minutes: u32) -> Road {
    Road {
        from: from.into(),
        to: to.into(),
        minutes,
    }
}

/// 1 September of a year.
pub fn date(year: i16) -> Date {
    planning_date(year)
}

/// `[RULE]` tables, missing keys filled with the shipped defaults.
pub fn tables(text: &str) -> toml::Table {
    let defaults: toml::Table = defaults_text().parse().expect("the shipped defaults");
    let mut tables: toml::Table = text.parse().expect("TOML");
    for (code, table) in &mut tables {
        let shipped = defaults["rules"].get(code).and_then(toml::Value::as_table);
        for (key, value) in shipped.into_iter().flatten() {
            let table = table.as_table_mut().expect("a table");
            table.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    tables
}
