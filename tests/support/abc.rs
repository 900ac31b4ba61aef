//! A fixed tiny county: urban A, town B and rural C on one road (A 20 B 30 C), with plans in a short notation.

use lungang::domain::assemble::{NeedOverride, Parts, assemble};
use lungang::domain::date::Date;
use lungang::domain::ids::{SchoolIndex, TeacherIndex};
use lungang::domain::instance::{Feedback, Instance};
use lungang::domain::plan::Plan;
use lungang::domain::school::{Facilities, School};
use lungang::domain::teacher::Teacher;
use lungang::domain::travel::Road;
use lungang::domain::words::{
    Backbone, Degree, Outlook, Position, Quality, SchoolKind, Sex, Stage, Subject, Tier, Verdict,
    Word,
};
use lungang::read::scenario::{default_settings, defaults_text};
use lungang::rules::{Rules, activate};

pub const SUBJECTS: [Subject; 4] = [Subject::Pe, Subject::Music, Subject::Art, Subject::Maths];

/// Nine eligible teachers of ten lessons each: T0 pe, T1 music, T2 maths, T3 pe (county backbone), T4 art at A; T5 maths
/// (county backbone) and T6 music at B; T7 and T8 maths at C. Ten lessons of each subject are needed at each school.
pub fn parts() -> Parts {
    let people = [
        (0, Subject::Pe),
        (0, Subject::Music),
        (0, Subject::Maths),
        (0, Subject::Pe),
        (0, Subject::Art),
        (1, Subject::Maths),
        (1, Subject::Music),
        (2, Subject::Maths),
        (2, Subject::Maths),
    ];
    let mut teachers: Vec<_> = people
        .into_iter()
        .enumerate()
        .map(|(i, (school, subject))| teacher(i, school, subject))
        .collect();
    for backbone in [3, 5] {
        teachers[backbone].backbone = Backbone::County;
    }
    let needs = (0..3).flat_map(|school| {
        SUBJECTS.map(|subject| NeedOverride {
            school: SchoolIndex(school),
            stage: Stage::Primary,
            subject,
            weekly_lessons: 10,
        })
    });
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
        teachers,
        needs: needs.collect(),
        roads: Some(vec![road("A", "B", 20), road("B", "C", 30)]),
        feedback: Vec::new(),
        settings,
    }
}

/// The county after some changes to its tables.
pub fn county(edit: impl FnOnce(&mut Parts)) -> Instance {
    let mut parts = parts();
    edit(&mut parts);
    assemble(parts)
}

/// T`teacher` is judged: `school` 0 is A.
pub fn verdict(teacher: usize, school: Option<usize>, verdict: Verdict) -> Feedback {
    let (teacher, school) = (TeacherIndex(teacher), school.map(SchoolIndex));
    Feedback {
        teacher,
        school,
        verdict,
        reason: String::new(),
    }
}

/// The rules of some `[RULE]` tables, missing keys filled with the shipped defaults.
pub fn rules(text: &str) -> Rules {
    let defaults: toml::Table = defaults_text().parse().expect("the shipped defaults");
    let mut tables: toml::Table = text.parse().expect("TOML");
    for (code, table) in &mut tables {
        let shipped = defaults["rules"].get(code).and_then(toml::Value::as_table);
        for (key, value) in shipped.into_iter().flatten() {
            let table = table.as_table_mut().expect("a table");
            table.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    activate(&tables).expect("rules")
}

/// `T0>C:pe` for a rotation, `T1~B:music:4` for itinerant lessons, sorted.
pub fn said(plan: &Plan) -> String {
    let unit = |i: usize| ["A", "B", "C"][i];
    let rotations = plan.rotations.iter().map(|row| {
        format!(
            "T{}>{}:{}",
            row.teacher.0,
            unit(row.to.0),
            row.subject.code()
        )
    });
    let itinerant = plan.itinerant.iter().map(|row| {
        let (to, subject) = (unit(row.to.0), row.subject.code());
        format!("T{}~{to}:{subject}:{}", row.teacher.0, row.lessons)
    });
    rotations.chain(itinerant).collect::<Vec<_>>().join(" ")
}

/// What lets a school of 100 pupils pass but for its teachers.
pub fn rich() -> Facilities {
    Facilities {
        room_m2: Some(450.0),
        sports_m2: Some(750.0),
        equipment_yuan: Some(200_000.0),
        multimedia_rooms: Some(3.0),
    }
}

fn road(from: &str, to: &str, minutes: u32) -> Road {
    Road {
        from: from.into(),
        to: to.into(),
        minutes,
    }
}

fn date(year: i16) -> Date {
    Date::new(year, 9, 1).expect("a date")
}

fn school(id: &str, tier: Tier) -> School {
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

fn teacher(i: usize, school: usize, subject: Subject) -> Teacher {
    Teacher {
        id: format!("T{i}"),
        name: String::new(),
        sex: Sex::Female,
        birth: date(1984),
        school: SchoolIndex(school),
        home_school: None,
        stage: Some(Stage::Primary),
        subject,
        second_subjects: Default::default(),
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
