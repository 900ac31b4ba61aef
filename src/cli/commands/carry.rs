//! `lungang carry`: next year's folder from this year's plan.

use super::read_plan;
use crate::carry;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::run::{self, Stop};
use serde_json::json;
use std::path::Path;

pub(super) fn run(
    dir: &Path,
    plan: &Path,
    next: &Path,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let file = read_plan(plan)?;
    let (county, carried) = run::carry(dir, &shared.set, &file, next, lang)?;
    let people = carry::retired(&county.instance, &carried);
    let (retired, returned) = (carried.retired.len(), carried.returned.len());
    let (year, rotated, folder) = (carried.year, file.rotations.len(), next.display());
    let who = who_retires(&people, lang);
    let brought = match carry::brought(&carried, lang) {
        told if told.is_empty() => told,
        told => format!("{told}\n"),
    };
    Ok(Outcome::fine(if shared.json {
        let said = json!({
            "folder": folder.to_string(),
            "year": year,
            "rotated": rotated,
            "returned": returned,
            "retired": retired,
            "retired_people": people,
            "recruited": carried.recruits,
            "retrained": carried.retrained.len(),
            "silver_age": carried.silver_age.len(),
        });
        format!("{said:#}\n")
    } else {
        match lang {
            Lang::Zh => format!(
                "已写出 {year} 学年的 `{folder}`：{rotated} 人到新学校任教，{returned} 人期满返回，{retired} 人退休\n{who}{brought}\
                 学生数、班级数、毕业班、免交流原因请按新学年更新，然后运行 `lungang check {folder}` 和 `lungang plan {folder}`\n"
            ),
            Lang::En => format!(
                "wrote `{folder}` for {year}: {rotated} people serve at a new school, {returned} came back, {retired} retired\n{who}{brought}\
                 bring pupils, classes, graduating grades and exemptions up to date, then run `lungang check {folder}` and `lungang plan {folder}`\n"
            ),
        }
    }))
}

/// Nobody should vanish from the roster unseen.
fn who_retires(people: &[String], lang: Lang) -> String {
    match lang {
        _ if people.is_empty() => String::new(),
        Lang::Zh => format!("退休的是：{}\n", people.join("、")),
        Lang::En => format!("who retires: {}\n", people.join(", ")),
    }
}
