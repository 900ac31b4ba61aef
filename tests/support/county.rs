//! Random counties small enough to enumerate: few schools, few people who may move, small loads, rules that bind.

use super::dice::Dice;
use super::rows::retiree;
use super::rule_tables::default_rules;
use lungang::domain::assemble::{NeedOverride, Parts, assemble};
use lungang::domain::date::Date;
use lungang::domain::ids::{SchoolIndex, TeacherIndex};
use lungang::domain::instance::{Feedback, Instance};
use lungang::domain::plan::Former;
use lungang::domain::records::Retiree;
use lungang::domain::school::{Facilities, School};
use lungang::domain::settings::Settings;
use lungang::domain::teacher::Teacher;
use lungang::domain::travel::Road;
use lungang::domain::words::{
    Backbone, Degree, Employment, Exemption, Outlook, Position, Quality, SchoolKind, Sex, Stage,
    Subject, Tier, Title, Verdict,
};
use lungang::read::scenario::{LEVELS, default_settings};
use lungang::rules::{Rules, activate};
use rand::Rng;
use rust_decimal::Decimal;

/// A county with its rules and levels.
#[derive(Debug, Clone)]
pub struct County {
    pub seed: u64,
    pub instance: Instance,
    /// The merged `[rules.…]` tables.
    pub table: toml::Table,
    pub rules: Rules,
    pub levels: Vec<String>,
    /// The plan that level `touched` counts from, where that is among the levels.
    pub former: Vec<Former>,
}

/// How large a county may be.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// At most, at least 2.
    pub schools: usize,
    pub teachers: usize,
    pub subjects: usize,
    /// Largest `max_lessons` of a teacher.
    pub load: u32,
    /// Whether itinerant lessons are always allowed, and often worth while.
    pub giving: bool,
    /// Whether rules may bring people and lessons in.
    pub supply: bool,
}

impl Size {
    /// For the brute force.
    pub const TINY: Self = Self {
        schools: 4,
        teachers: 9,
        subjects: 3,
        load: 6,
        giving: false,
        supply: false,
    };
    /// For the brute force, with much itinerant teaching.
    pub const GIVING: Self = Self {
        schools: 3,
        teachers: 7,
        subjects: 3,
        load: 7,
        giving: true,
        supply: false,
    };
    /// For comparing formulations.
    pub const SMALL: Self = Self {
        schools: 6,
        teachers: 24,
        subjects: 5,
        load: 10,
        giving: false,
        supply: false,
    };
    /// For comparing formulations: `schools` - 1 or `schools` of them.
    pub const fn of_schools(schools: usize) -> Self {
        Self {
            schools,
            teachers: 2 * schools + 6,
            subjects: 4,
            load: 6,
            ..Self::SMALL
        }
    }

    /// For the brute force, with people and lessons brought in.
    pub const SUPPLIED: Self = Self {
        schools: 3,
        teachers: 6,
        subjects: 3,
        load: 6,
        giving: false,
        supply: true,
    };
    /// For comparing formulations, with people and lessons brought in.
    pub const SMALL_SUPPLIED: Self = Self {
        supply: true,
        ..Self::SMALL
    };
}

const POOL: [Subject; 8] = [
    Subject::Pe,
    Subject::Music,
    Subject::Art,
    Subject::English,
    Subject::Maths,
    Subject::Chinese,
    Subject::Science,
    Subject::Labour,
];

/// The county of a seed: the same for the same seed and size.
pub fn random_county(seed: u64, size: Size) -> County {
    let mut dice = Dice::of(seed);
    let mut people_rules = toml::Table::new();
    let subjects = dice.some_of(&POOL, 2, size.subjects);
    let mut settings = dice.settings(&subjects);
    // Dice of their own, so that the rest of the county stays what it is.
    let mut balance_dice = Dice::of(seed.wrapping_add(1 << 40));
    balance_dice.thresholds(&mut settings);
    settings.balance.weighted = Dice::of(seed.wrapping_add(9 << 41)).chance(60);
    let two_stages = dice.chance(25);
    let mut schools = dice.schools(size.schools, two_stages);
    if let (true, [first, .., last]) = (size.giving, schools.as_mut_slice()) {
        (first.tier, last.tier) = (Tier::Urban, Tier::Rural);
        (first.kind, last.kind) = (SchoolKind::Primary, SchoolKind::Primary);
    }
    balance_dice.furnish(&mut schools);
    if size.schools > Size::SMALL.schools {
        Dice::of(seed.wrapping_add(3 << 41)).districts(&mut schools);
    }
    let mut supply_dice = Dice::of(seed.wrapping_add(2 << 40));
    if size.supply {
        supply_dice.small_loads(&mut settings);
        supply_dice.village(&mut schools);
    }
    let mut teachers = dice.teachers(&schools, &subjects, size);
    let needs = dice.needs(&schools, &subjects, size);
    let retirees = if size.supply {
        supply_dice.retirees(&subjects, schools.len())
    } else {
        Vec::new()
    };
    let roads = dice.chance(70).then(|| dice.roads(schools.len()));
    let feedback = dice.feedback(teachers.len(), schools.len());
    let mut people_dice = Dice::of(seed.wrapping_add(1 << 41));
    if people_dice.chance(50) {
        people_dice.hubs(&mut schools);
        people_dice.lives(&mut teachers, schools.len(), roads.is_some());
        people_rules = people_dice.people_rules();
    }
    let mut lead_dice = Dice::of(seed.wrapping_add(5 << 41));
    let leads = if size.schools > 4 || size.supply {
        10
    } else {
        30
    };
    if lead_dice.chance(leads) {
        people_rules.extend(lead_dice.principals(&mut teachers, schools.len()));
    }
    let instance = assemble(Parts {
        name: format!("county {seed}"),
        year: 2024,
        schools,
        teachers,
        needs,
        roads,
        retirees,
        history: Vec::new(),
        feedback,
        settings,
    });
    let mut table = dice.rules(size.giving);
    table.extend(balance_dice.balance_rules());
    table.extend(people_rules);
    if size.supply {
        table.extend(supply_dice.supply_rules(&subjects));
        supply_dice.spend(&mut table);
    }
    lead_dice.later_keys(&mut table, &subjects);
    let rules = activate(&table).expect("rules of a random county are well formed");
    let mut named: Vec<String> = LEVELS.map(String::from).to_vec();
    if Dice::of(seed.wrapping_add(3 << 41)).chance(25) {
        named.insert(0, "core_unfilled".into());
    }
    let levels = rules.levels(&named);
    County {
        seed,
        instance,
        table,
        rules,
        levels,
        former: Vec::new(),
    }
}

/// A county with much itinerant teaching, which counts toward a large share from two to five lessons a week on.
pub fn regular_county(seed: u64) -> County {
    let mut county = random_county(seed, Size::GIVING);
    let mut dice = Dice::of(seed.wrapping_add(7 << 41));
    let mut share = default_rules()["rotation_share"]
        .as_table()
        .cloned()
        .expect("a table");
    let posted = dice.some_of(&["rotation", "support", "shadowing"], 0, 3);
    let forms = posted.into_iter().chain(["itinerant"]);
    let mut set = |key: &str, value: toml::Value| share.insert(key.into(), value);
    set(
        "forms",
        forms.map(toml::Value::from).collect::<Vec<_>>().into(),
    );
    set("itinerant_lessons", dice.between(2, 5).into());
    set("min", dice.one_of(&["10%", "20%", "34%"]).into());
    set("max", dice.one_of(&["0%", "20%", "60%"]).into());
    set("strength", dice.one_of(&["must", "should"]).into());
    county.table.insert("rotation_share".into(), share.into());
    county.rules = activate(&county.table).expect("well-formed rules");
    county.levels = county.rules.levels(&LEVELS.map(String::from));
    county
}

impl Dice {
    fn settings(&mut self, subjects: &[Subject]) -> Settings {
        let mut settings = default_settings();
        let anyone = subjects.contains(&Subject::Labour) && self.chance(60);
        settings.curriculum.anyone = anyone.then_some(Subject::Labour).into_iter().collect();
        settings.loads.second_subject_max_lessons = self.0.random_range(1..=4);
        settings.balance.point_min_pupils = 50;
        if self.chance(30) {
            settings.money.rotation_per_minute = Decimal::new(25, 1);
            settings.money.itinerant_per_day = Decimal::from(30);
        }
        if self.chance(30) {
            settings.prices.minute = Decimal::from(self.up_to(40));
            settings.prices.beyond_share = Decimal::from(self.up_to(3000));
            settings.prices.wish_missed = Decimal::from(self.up_to(3000));
        }
        settings
    }

    /// Thresholds and limits of the balance test that few people can meet or miss.
    fn thresholds(&mut self, settings: &mut Settings) {
        for stage in [&mut settings.balance.primary, &mut settings.balance.junior] {
            stage.degree = self.one_of(&[0.5, 1.0, 2.0]);
            stage.backbone = self.one_of(&[0.3, 0.5, 1.0]);
            stage.pe_arts = self.one_of(&[0.5, 0.9, 1.5]);
            stage.cv_max = self.one_of(&[0.3, 0.5, 0.8, 1.0]);
        }
    }

    /// Base loads as small as those of the teachers.
    fn small_loads(&mut self, settings: &mut Settings) {
        let loads = &mut settings.loads;
        (loads.primary, loads.junior) = Default::default();
        loads.primary_default = self.one_of(&[3, 4, 5]);
        loads.junior_default = self.one_of(&[3, 4]);
    }

    /// A hub with a village school, most of the time.
    fn village(&mut self, schools: &mut [School]) {
        if let (true, [first, .., last]) = (self.chance(70), schools) {
            (first.tier, last.tier) = (Tier::Town, Tier::Rural);
            (first.kind, last.kind) = (SchoolKind::Primary, SchoolKind::Primary);
            last.hub = Some(SchoolIndex(0));
        }
    }

    /// Facilities that pass, that miss one indicator, or that are not told.
    fn furnish(&mut self, schools: &mut [School]) {
        for school in schools {
            let pupils = f64::from(school.pupils_primary + school.pupils_junior);
            let a_pupil = self.one_of(&[4.4, 6.0, 6.0, 6.0]);
            school.facilities = Facilities {
                room_m2: self.chance(90).then_some(a_pupil * pupils),
                sports_m2: Some(11.0 * pupils),
                equipment_yuan: Some(2_500.0 * pupils),
                multimedia_rooms: Some(0.03 * pupils),
            };
        }
    }

    /// Two to four districts, and one school in ten outside them.
    fn districts(&mut self, schools: &mut [School]) {
        let most = self.between(1, 3);
        for school in schools {
            let district = self.up_to(most);
            school.district = self.chance(90).then(|| format!("D{district}"));
        }
    }

    fn schools(&mut self, most: usize, two_stages: bool) -> Vec<School> {
        let n = self.0.random_range(2.max(most - 1)..=most);
        (0..n).map(|i| self.school(i, n, two_stages)).collect()
    }

    fn school(&mut self, i: usize, n: usize, two_stages: bool) -> School {
        let kind = match self.up_to(99) {
            0..10 => SchoolKind::TeachingPoint,
            12..15 => SchoolKind::Special,
            15..60 if two_stages => SchoolKind::NineYear,
            60..70 if two_stages => SchoolKind::Junior,
            _ => SchoolKind::Primary,
        };
        let named = |name: &str, k: u32| (k < 2).then(|| format!("{name}{k}"));
        let (district, group) = (self.up_to(9) / 8, self.up_to(9) / 5);
        School {
            id: format!("S{i}"),
            name: format!("school {i}"),
            kind,
            tier: self.one_of(&[Tier::Urban, Tier::Town, Tier::Rural, Tier::Rural]),
            district: named("D", district),
            group: named("G", group),
            hub: self
                .chance(40)
                .then(|| SchoolIndex(self.0.random_range(0..n))),
            quality: self.one_of(&[Quality::Strong, Quality::Ordinary, Quality::Weak]),
            place: Some((
                116.0 + 0.1 * f64::from(self.up_to(3)),
                33.0 + 0.1 * f64::from(self.up_to(3)),
            )),
            pupils_primary: self.0.random_range(20..200),
            pupils_junior: if self.chance(90) {
                self.0.random_range(20..200)
            } else {
                0
            },
            classes: [0; 9],
            multigrade: Vec::new(),
            joint: Vec::new(),
            posts: self.chance(60).then(|| self.up_to(5)),
            housing: self.chance(50).then(|| self.up_to(1)),
            hardship: self.one_of(&[0, 0, 1, 2, 3, 4]),
            outlook: self.one_of(&[
                Outlook::Permanent,
                Outlook::Permanent,
                Outlook::Permanent,
                Outlook::Permanent,
                Outlook::Transitional,
                Outlook::Closing,
            ]),
            boarding: false,
            opened: None,
            facilities: Facilities::default(),
        }
    }

    fn teachers(&mut self, schools: &[School], subjects: &[Subject], size: Size) -> Vec<Teacher> {
        let n = self.0.random_range(size.teachers / 2 + 1..=size.teachers);
        (0..n)
            .map(|i| self.teacher(i, schools, subjects, size))
            .collect()
    }

    fn teacher(
        &mut self,
        i: usize,
        schools: &[School],
        subjects: &[Subject],
        size: Size,
    ) -> Teacher {
        let school = SchoolIndex(self.0.random_range(0..schools.len()));
        let away = self.chance(8);
        let home = self
            .chance(10)
            .then(|| SchoolIndex(self.0.random_range(0..schools.len())));
        let stages = schools[school.0].kind.stages();
        let stage = (!stages.is_empty()).then(|| self.one_of(stages));
        // A returning teacher starts the year at home, which must have his stage.
        let home = home.filter(|h| stage.is_some_and(|s| schools[h.0].kind.stages().contains(&s)));
        let second_subjects = if self.chance(45) {
            self.some_of(subjects, 1, 2)
        } else {
            Vec::new()
        };
        let main = if self.chance(6) {
            self.one_of(&[Subject::General, Subject::Other])
        } else {
            self.one_of(subjects)
        };
        let movable = self.chance(85);
        let wishes = if self.chance(20) {
            self.one_of(&[0, 1])
        } else {
            9
        };
        Teacher {
            id: format!("T{i:02}"),
            name: String::new(),
            sex: self.one_of(&[Sex::Male, Sex::Female]),
            birth: date(1984, 3, 1),
            school,
            home_school: home,
            stage,
            subject: main,
            second_subjects: second_subjects.into_iter().filter(|&s| s != main).collect(),
            degree: self.one_of(&[Degree::Secondary, Degree::College, Degree::Bachelor]),
            certified: movable || self.chance(70),
            backbone: self.one_of(&[
                Backbone::None,
                Backbone::None,
                Backbone::School,
                Backbone::County,
            ]),
            title: None,
            position: if movable || self.chance(60) {
                Position::Teacher
            } else {
                Position::Principal
            },
            homeroom: false,
            graduating: false,
            since: if movable {
                date(2010, 9, 1)
            } else {
                date(2020, 9, 1)
            },
            rural_years: None,
            max_lessons: Some(self.0.random_range(1..=size.load)),
            weekly_lessons: None,
            exemption: (!movable && self.chance(20)).then_some(Exemption::Nursing),
            probation: !movable && self.chance(10),
            away_until: away.then(|| {
                if self.chance(50) {
                    date(2026, 8, 31)
                } else {
                    date(2024, 8, 31)
                }
            }),
            last_rotated: self.chance(15).then(|| date(2015, 9, 1)),
            wishes: (wishes < schools.len())
                .then_some(SchoolIndex(wishes))
                .into_iter()
                .collect(),
            spouse: None,
            employment: Employment::Established,
            volunteer: false,
            service_until: None,
            title_candidate: false,
            group_leader: false,
            residence: None,
        }
    }

    /// Up to three, some too old, too low in title or from a school of the county.
    fn retirees(&mut self, subjects: &[Subject], schools: usize) -> Vec<Retiree> {
        let n = self.up_to(3);
        let one = |i: u32| Retiree {
            sex: None,
            birth: date(self.one_of(&[1958, 1960, 1964, 1972]), 9, 1),
            old_school: self
                .chance(60)
                .then(|| SchoolIndex(self.0.random_range(0..schools))),
            stage: self.chance(50).then_some(Stage::Primary),
            title: self.one_of(&[
                None,
                Some(Title::Second),
                Some(Title::First),
                Some(Title::Senior),
            ]),
            max_lessons: self.chance(60).then(|| self.one_of(&[2, 3, 5])),
            ..retiree(&format!("R{i}"), self.one_of(subjects))
        };
        (0..n).map(one).collect()
    }

    fn needs(&mut self, schools: &[School], subjects: &[Subject], size: Size) -> Vec<NeedOverride> {
        let mut needs = Vec::new();
        for (i, school) in schools.iter().enumerate() {
            for &stage in school.kind.stages() {
                for &subject in subjects {
                    let most = match school.tier {
                        Tier::Rural => size.load + 2,
                        _ if size.giving => 2,
                        _ => size.load / 2 + 1,
                    };
                    let weekly_lessons = if self.chance(85) { self.up_to(most) } else { 0 };
                    needs.push(NeedOverride {
                        school: SchoolIndex(i),
                        stage,
                        subject,
                        weekly_lessons,
                    });
                }
            }
        }
        needs
    }

    fn roads(&mut self, n: usize) -> Vec<Road> {
        let mut roads = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                if self.chance(75) {
                    roads.push(Road {
                        from: format!("S{a}"),
                        to: format!("S{b}"),
                        minutes: self.0.random_range(5..55),
                    });
                }
            }
        }
        roads
    }

    fn feedback(&mut self, teachers: usize, schools: usize) -> Vec<Feedback> {
        let rows = if self.chance(20) { 1 } else { 0 };
        (0..rows)
            .map(|_| {
                let verdict = self.one_of(&[Verdict::Pin, Verdict::Forbid, Verdict::Forbid]);
                Feedback {
                    teacher: TeacherIndex(self.0.random_range(0..teachers)),
                    school: self
                        .chance(60)
                        .then(|| SchoolIndex(self.0.random_range(0..schools))),
                    verdict,
                    reason: String::new(),
                }
            })
            .collect()
    }
}

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a date")
}
