//! What a plan brings in beside postings and itinerant lessons, row by row, as every report shows it.

use super::figures::school_name;
use super::plan_json::PlanFile;
use super::words::{self, pick};
use crate::domain::instance::Instance;
use crate::finding::Lang;
use crate::rules::{principals, recruitment, remote_lessons, retraining, silver_age};

/// One row of a plan's lists of what is brought in.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// The rule that brings it.
    pub rule: &'static str,
    /// Who or whence, by id and name; blank where nobody is named.
    pub from: String,
    /// The school that teaches into the one that gains, by id; blank where none does.
    pub giver: &'a str,
    /// The school that gains, by id.
    pub school: &'a str,
    pub stage: &'a str,
    pub subject: &'a str,
    pub people: u32,
    /// Lessons a week, at most.
    pub lessons: u32,
    /// Yuan a year.
    pub yuan: f64,
}

/// The rules that bring people or lessons in, in the order of reports.
pub const RULES: [&str; 5] = [
    retraining::CODE,
    recruitment::CODE,
    silver_age::CODE,
    remote_lessons::CODE,
    principals::CODE,
];

/// Every row of a plan, list after list.
pub fn lines<'a>(instance: &Instance, file: &'a PlanFile) -> Vec<Line<'a>> {
    let trained = file.retraining.iter().map(|row| {
        let index = instance.teacher_by_id(&row.teacher_id);
        let name = index.map_or("", |index| &instance.teacher(index).name);
        Line {
            rule: retraining::CODE,
            from: named(&row.teacher_id, name),
            giver: "",
            school: &row.school_id,
            stage: &row.stage,
            subject: &row.subject,
            people: 1,
            lessons: row.lessons,
            yuan: row.yuan.0,
        }
    });
    let recruits = file.recruitment.iter().map(|row| Line {
        rule: recruitment::CODE,
        from: String::new(),
        giver: "",
        school: &row.school_id,
        stage: &row.stage,
        subject: &row.subject,
        people: row.posts,
        lessons: row.lessons,
        yuan: row.yuan.0,
    });
    let retirees = file.silver_age.iter().map(|row| {
        let index = instance.retiree_by_id(&row.retiree_id);
        let name = index.map_or("", |index| &instance.retiree(index).name);
        Line {
            rule: silver_age::CODE,
            from: named(&row.retiree_id, name),
            giver: "",
            school: &row.school_id,
            stage: &row.stage,
            subject: &row.subject,
            people: 1,
            lessons: row.lessons,
            yuan: row.yuan.0,
        }
    });
    let remote = file.remote.iter().map(|row| Line {
        rule: remote_lessons::CODE,
        from: named(&row.from, school_name(instance, &row.from)),
        giver: &row.from,
        school: &row.to,
        stage: &row.stage,
        subject: &row.subject,
        people: 0,
        lessons: row.lessons,
        yuan: row.yuan.0,
    });
    let principals = file.principals.iter().map(|row| {
        let index = instance.teacher_by_id(&row.teacher_id);
        let name = index.map_or("", |index| &instance.teacher(index).name);
        let (who, school) = (
            named(&row.teacher_id, name),
            school_name(instance, &row.from),
        );
        Line {
            rule: principals::CODE,
            from: format!("{who} ← {}", named(&row.from, school)),
            giver: &row.from,
            school: &row.to,
            stage: &row.stage,
            subject: &row.subject,
            people: 1,
            lessons: row.lessons,
            yuan: 0.0,
        }
    });
    let people = trained.chain(recruits).chain(retirees);
    people.chain(remote).chain(principals).collect()
}

fn named(id: &str, name: &str) -> String {
    format!("{id} {name}").trim_end().to_owned()
}

/// A sentence for each rule that brings something in.
pub fn sentences(instance: &Instance, file: &PlanFile, lang: Lang) -> Vec<String> {
    let lines = lines(instance, file);
    let of = |rule: &str| {
        let mine = lines.iter().filter(|line| line.rule == rule);
        let (people, lessons) = mine.fold((0, 0_u64), |(people, lessons), line| {
            (people + line.people, lessons + u64::from(line.lessons))
        });
        (people > 0 || lessons > 0).then(|| sentence(rule, people, lessons, lang))
    };
    RULES.into_iter().filter_map(of).collect()
}

fn sentence(rule: &str, people: u32, lessons: u64, lang: Lang) -> String {
    let (zh, en) = match rule {
        remote_lessons::CODE => {
            return match lang {
                Lang::Zh => format!("专递课堂每周 {lessons} 节"),
                Lang::En => format!("{lessons} remote lessons a week"),
            };
        }
        principals::CODE => ("校长交流", "principals and vice-principals move"),
        silver_age::CODE => ("银龄教师", "retired teachers come back"),
        retraining::CODE => ("转岗培训", "trained for another subject"),
        _ => ("招聘", "recruited"),
    };
    match lang {
        Lang::Zh => format!("{zh} {people} 人，每周至多可任 {lessons} 节"),
        Lang::En => format!("{people} {en}, for up to {lessons} lessons a week"),
    }
}

/// `name yuan` for each rule that brings something in.
pub fn money(instance: &Instance, file: &PlanFile, lang: Lang) -> Vec<String> {
    let lines = lines(instance, file);
    let of = |rule: &str| {
        let mine = lines.iter().filter(|line| line.rule == rule);
        let name = words::rule(rule);
        let mine = mine.filter(|line| line.yuan > 0.0 || line.rule != principals::CODE);
        let (n, yuan) = mine.fold((0, 0.0), |(n, sum), line| (n + 1, sum + line.yuan));
        let yuan = words::grouped(yuan);
        (n > 0).then(|| match lang {
            Lang::Zh => format!("{} {yuan} 元", name.zh),
            Lang::En => format!("{} {yuan}", name.en),
        })
    };
    RULES.into_iter().filter_map(of).collect()
}

/// Headings of a list, but for the numbers: rule, who or whence, school, stage, subject.
pub fn heads(lang: Lang) -> [&'static str; 8] {
    [
        pick(lang, "方式", "how"),
        pick(lang, "人员或来源", "who or whence"),
        pick(lang, "受益学校", "school that gains"),
        pick(lang, "学段", "stage"),
        pick(lang, "学科", "subject"),
        pick(lang, "人数", "people"),
        pick(lang, "至多节/周", "lessons a week, at most"),
        pick(lang, "元/年", "yuan a year"),
    ]
}
