//! Schools, teachers and rules named on the command line: by their id, and what may have been meant where there is none.

use crate::check::nearest::{all_nearest, likeness};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Instance;
use crate::finding::Text;
use crate::report::words;
use crate::rules::{REGISTRY, Rules};
use crate::run::Stop;

/// Most ids that are named beside each other.
const MOST: usize = 3;

pub(super) fn school_named(instance: &Instance, id: &str) -> Result<SchoolIndex, Stop> {
    instance.school_by_id(id).ok_or_else(|| {
        let schools = instance.schools.iter();
        let known: Vec<_> = schools.map(|s| (s.id.as_str(), s.name.as_str())).collect();
        let near = meant(id, &known, &Text::new("校名", "a name"));
        Stop::Usage(Text::new(
            format!("没有代码为 `{id}` 的学校{}", near.zh),
            format!("no school has the id `{id}`{}", near.en),
        ))
    })
}

pub(super) fn teacher_named(instance: &Instance, id: &str) -> Result<TeacherIndex, Stop> {
    instance.teacher_by_id(id).ok_or_else(|| {
        let teachers = instance.teachers.iter();
        let known: Vec<_> = teachers.map(|t| (t.id.as_str(), t.name.as_str())).collect();
        let near = meant(id, &known, &Text::new("姓名", "a name"));
        Stop::Usage(Text::new(
            format!("没有工号为 `{id}` 的教师{}", near.zh),
            format!("no teacher has the id `{id}`{}", near.en),
        ))
    })
}

/// Whose name was given for an id; else the ids most alike, with their names.
fn meant(asked: &str, known: &[(&str, &str)], kind: &Text) -> Text {
    let with_name: Vec<_> = known.iter().filter(|row| row.1 == asked.trim()).collect();
    if !with_name.is_empty() {
        let ids = listed(with_name.iter().map(|row| row.0));
        return Text::new(
            format!("；这是{}，应写 {}", kind.zh, ids.zh),
            format!("; that is {}, write {}", kind.en, ids.en),
        );
    }
    let ids = all_nearest(asked, known.iter().map(|row| row.0));
    let names = || all_nearest(asked, known.iter().map(|row| row.1));
    let near: Vec<_> = match ids.is_empty() {
        false => known.iter().filter(|row| ids.contains(&row.0)).collect(),
        true => {
            let names = names();
            known.iter().filter(|row| names.contains(&row.1)).collect()
        }
    };
    let each = |zh: bool| -> Vec<String> {
        let rows = near.iter().take(MOST);
        let shown = rows.map(|(id, name)| match zh {
            true => format!("`{id}`（{name}）"),
            false => format!("`{id}` ({name})"),
        });
        shown.collect()
    };
    asked_for(&each(true), &each(false))
}

/// The words or ids most alike, where any are.
fn did_you_mean<'a>(asked: &str, known: impl Iterator<Item = &'a str>) -> Text {
    let near = all_nearest(asked, known);
    let quoted: Vec<_> = near.iter().take(MOST).map(|id| format!("`{id}`")).collect();
    asked_for(&quoted, &quoted)
}

fn asked_for(zh: &[String], en: &[String]) -> Text {
    if zh.is_empty() {
        return Text::default();
    }
    Text::new(
        format!("；是否为 {}", zh.join("、")),
        format!("; did you mean {}", en.join(" or ")),
    )
}

fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> Text {
    let quoted: Vec<_> = ids.take(MOST).map(|id| format!("`{id}`")).collect();
    Text::new(quoted.join("、"), quoted.join(" or "))
}

/// The code of a rule that goes by its name as reports print it.
pub(super) fn rule_code(asked: &str) -> &str {
    let asked = asked.trim();
    let is_it = |code: &&&str| {
        let name = words::rule(code);
        name.zh == asked || name.en == asked
    };
    REGISTRY.iter().find(is_it).copied().unwrap_or(asked)
}

/// A rule that is none of ours, or not in force, with those that are: the nearest first.
pub(super) fn not_in_force(rules: &Rules, asked: &str) -> Stop {
    let mut codes: Vec<_> = rules.list.iter().map(|rule| rule.code()).collect();
    let names: Vec<_> = codes.iter().map(|code| words::rule(code).zh).collect();
    let known = names.iter().map(String::as_str);
    let near = did_you_mean(asked, codes.iter().copied().chain(known));
    let alike = |code: &str| {
        let name = words::rule(code);
        let names = [code, &name.zh, &name.en].into_iter();
        names.map(|name| likeness(asked, name)).fold(0.0, f64::max)
    };
    codes.sort_by(|a, b| alike(b).total_cmp(&alike(a)));
    let named = |code: &&str| format!("`{code}`（{}）", words::rule(code).zh);
    let zh: Vec<_> = codes.iter().map(named).collect();
    let en: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    Stop::Usage(match REGISTRY.contains(&asked) {
        true => Text::new(
            format!("情景没有启用规则 `{asked}`；已启用的：{zh}"),
            format!("rule `{asked}` is not in force; in force: {en}"),
        ),
        false => Text::new(
            format!("没有规则 `{asked}`{}；已启用的：{zh}", near.zh),
            format!("there is no rule `{asked}`{}; in force: {en}", near.en),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [(&str, &str); 4] = [
        ("J002", "李娜"),
        ("J028", "王强"),
        ("P1", "王芳"),
        ("P2", "王芳"),
    ];

    fn said(asked: &str) -> String {
        meant(asked, &KNOWN, &Text::new("姓名", "a name")).zh
    }

    #[test]
    fn ids_equally_near_are_all_named() {
        assert_eq!(said("J0028"), "；是否为 `J002`（李娜）、`J028`（王强）");
    }

    #[test]
    fn a_name_leads_to_the_ids_of_those_who_bear_it() {
        assert_eq!(said("王芳"), "；这是姓名，应写 `P1`、`P2`");
        assert_eq!(said("赵"), "");
    }
}
