//! The small shipped scenarios plan to the proven best, pass their audit, and reach the figures that their READMEs tell.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(name)
}

/// Runs the program, which must end well; what it printed.
fn lungang(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(args)
        .args(["--lang", "en"])
        .output()
        .expect("lungang runs");
    assert_eq!(output.status.code(), Some(0), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Checks, plans to the last unit and audits a scenario; the plan, and where it lies in `out`.
fn plan(dir: &Path, out: &Path) -> (Value, PathBuf) {
    let (dir, out) = (dir.to_str().expect("UTF-8"), out.to_str().expect("UTF-8"));
    // Its schools have places and no roads: that is all there is to remark.
    let checked = lungang(&["check", dir]);
    assert!(
        checked.starts_with("remark[minutes_estimated] × 1\n"),
        "{checked}"
    );
    assert!(checked.ends_with("0 errors, 1 remarks\n"), "{checked}");
    lungang(&["plan", dir, "--quiet", "--gap", "0", "--out", out]);
    let file = Path::new(out).join("plan.json");
    lungang(&["audit", dir, file.to_str().expect("UTF-8")]);
    let text = fs::read_to_string(&file).expect("a plan");
    let plan: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(plan["status"], "optimal", "{dir}");
    (plan, file)
}

fn planned(dir: &Path) -> Value {
    let out = tempfile::tempdir().expect("a folder");
    plan(dir, out.path()).0
}

fn rows<'plan>(plan: &'plan Value, list: &str) -> &'plan [Value] {
    plan[list].as_array().expect("a list")
}

/// Sum of a number over the rows of a list.
fn sum(plan: &Value, list: &str, key: &str) -> u64 {
    let numbers = rows(plan, list).iter().map(|row| row[key].as_u64());
    numbers.map(|number| number.expect("a number")).sum()
}

/// What does not hang on which of two equal plans was found.
fn headline(plan: &Value) -> String {
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{words}").expect("written");
    for level in rows(plan, "levels") {
        let (code, value) = (&level["code"], &level["value"]);
        line(format!("{} {value}", code.as_str().expect("a code")));
    }
    for rule in rows(plan, "rules") {
        let code = rule["code"].as_str().expect("a code");
        let (required, achieved) = (&rule["required"], &rule["achieved"]);
        line(format!(
            "{code}: {achieved} of {required}, met {}",
            rule["met"]
        ));
    }
    line(format!("unfilled {}", all_unfilled(plan)));
    line(format!("yuan {}", plan["cost"]["yuan"]));
    text
}

/// A scenario's README tells a figure, or how a row of its table begins, as the run had it.
fn told(scenario: &str, figure: &str) {
    let readme = fs::read_to_string(shipped(scenario).join("README.md")).expect("a readme");
    assert!(
        readme.contains(figure),
        "{scenario} does not tell `{figure}`"
    );
}

/// `before → after` of all lessons that lack a teacher.
fn all_unfilled(plan: &Value) -> String {
    let (before, after) = (
        sum(plan, "coverage", "before"),
        sum(plan, "coverage", "unfilled"),
    );
    format!("{before} → {after}")
}

/// Yuan with a comma before the thousands.
fn yuan(plan: &Value) -> String {
    let yuan = plan["cost"]["yuan"].as_u64().expect("whole yuan");
    format!("{},{:03} ", yuan / 1000, yuan % 1000)
}

fn level(plan: &Value, code: &str) -> u64 {
    let level = rows(plan, "levels")
        .iter()
        .find(|level| level["code"] == code);
    level.expect("a level")["value"]
        .as_u64()
        .expect("whole lessons")
}

/// How the row of one of Minle's years begins.
fn minle_row(year: &str, plan: &Value) -> String {
    let (rotated, recruited) = (
        rows(plan, "rotations").len(),
        sum(plan, "recruitment", "posts"),
    );
    let (arts, all) = (level(plan, "arts_unfilled_rural"), all_unfilled(plan));
    format!("| {year} | {rotated} | {recruited} | 182 → {arts} | {all} |")
}

/// People of each subject who go from one school to another.
fn moves(plan: &Value) -> BTreeMap<(String, String), usize> {
    let mut moves = BTreeMap::new();
    for row in rows(plan, "rotations") {
        let text = |key: &str| row[key].as_str().expect("text").to_owned();
        *moves.entry((text("from"), text("to"))).or_default() += 1;
    }
    moves
}

/// Lessons that a school lacks of a subject, before and under the plan.
fn gap(plan: &Value, school: &str, subject: &str) -> (u64, u64) {
    let row = rows(plan, "coverage")
        .iter()
        .find(|row| row["school_id"] == school && row["subject"] == subject)
        .expect("need");
    let number = |key: &str| row[key].as_u64().expect("a number");
    (number("before"), number("unfilled"))
}

#[test]
fn youyang_sends_six_and_one_at_least_to_each_complete_primary() {
    let plan = planned(&shipped("youyang-hub"));
    insta::assert_snapshot!("youyang", headline(&plan));
    let arts = level(&plan, "arts_unfilled_rural");
    for figure in [format!("→ {arts} 节"), all_unfilled(&plan), yuan(&plan)] {
        told("youyang-hub", &figure);
    }
    let moves = moves(&plan);
    assert_eq!(moves.values().sum::<usize>(), 6);
    for to in ["MW01", "MW02", "MW03", "MW04", "MW05"] {
        let sent = moves.get(&("MW00".to_owned(), to.to_owned()));
        assert!(sent.is_some_and(|&n| n >= 1), "{to}: {moves:?}");
    }
}

#[test]
fn longmen_gets_what_its_neighbours_can_give() {
    let plan = planned(&shipped("longmen-village"));
    insta::assert_snapshot!("longmen", headline(&plan));
    let arts = level(&plan, "arts_unfilled_rural");
    for figure in [format!("72 → {arts} 节"), yuan(&plan)] {
        told("longmen-village", &figure);
    }
    let before = ["pe", "music", "art"].map(|subject| gap(&plan, "LM01", subject).0);
    assert_eq!(before, [20, 12, 12], "no teacher of the three at all");
    assert_eq!(gap(&plan, "LM01", "english"), (0, 0));
}

/// Longmen is the school of the article: 15 teachers of 50 years on average, 6 classes, one teacher of English.
#[test]
fn longmen_s_roster_is_the_article_s() {
    let text = fs::read_to_string(shipped("longmen-village").join("teachers.csv")).expect("read");
    let people: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[4] == "LM01")
        .collect();
    let ages = people.iter().map(|cells| {
        let (year, month) = cells[3].split_once('-').expect("a month");
        let number = |text: &str| text.parse::<u32>().expect("a number");
        2016 - number(year) - u32::from(number(month) > 9)
    });
    let ages: Vec<u32> = ages.collect();
    let of = |range: std::ops::Range<u32>| ages.iter().filter(|age| range.contains(age)).count();
    assert_eq!(
        [of(27..28), of(30..40), of(40..50), of(50..60)],
        [1, 2, 3, 9]
    );
    assert_eq!((ages.iter().sum::<u32>() + 7) / 15, 50);
    let subject = |name: &str| people.iter().filter(|cells| cells[5] == name).count();
    assert_eq!(["体育", "音乐", "美术", "英语"].map(subject), [0, 0, 0, 1]);
}

#[test]
fn minle_exchanges_inside_its_groups_and_teaches_by_screen() {
    let plan = planned(&shipped("minle-2024"));
    insta::assert_snapshot!("minle", headline(&plan));
    told("minle-2024", &minle_row("2024", &plan));
    let first = |school: &str| ["ML01", "ML02", "ML03", "ML04", "ML05"].contains(&school);
    for (from, to) in moves(&plan).keys() {
        assert_eq!(first(from), first(to), "{from} → {to} leaves its group");
    }
    assert!(sum(&plan, "remote", "lessons") > 0);
}

/// Each folder of a year asks for more than the one before, of the roster of 2024.
#[test]
fn minle_s_path_asks_for_more_each_time() {
    let years = ["2025", "2027", "2030"];
    for year in years {
        let plan = planned(&shipped("minle-2024").join(year));
        insta::assert_snapshot!(format!("minle_{year}"), headline(&plan));
        told("minle-2024", &minle_row(year, &plan));
        assert_eq!(plan["scenario"]["year"], 2024);
    }
}

/// The folder of a year, put into the folder that `carry` wrote for that year, plans the county as it will be.
#[test]
fn minle_s_path_goes_on_from_the_year_carried() {
    let work = tempfile::tempdir().expect("a folder");
    let (out, next) = (work.path().join("out"), work.path().join("2025"));
    let (_, file) = plan(&shipped("minle-2024"), &out);
    let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let base = text(&shipped("minle-2024"));
    lungang(&["carry", &base, &text(&file), &text(&next)]);
    let path = next.join("path");
    fs::create_dir(&path).expect("made");
    fs::copy(
        shipped("minle-2024/2025/scenario.toml"),
        path.join("scenario.toml"),
    )
    .expect("copied");
    let later = planned(&path);
    assert_eq!(later["scenario"]["year"], 2025);
    insta::assert_snapshot!("minle_carried_to_2025", headline(&later));
}
