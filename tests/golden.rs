//! The rows that each rule alone adds to the model of one tiny county, as tests/golden/RULE.lp has them.
//!
//! `UPDATE_GOLDEN=1 cargo test --release --test golden` writes them anew: read the difference before it is committed.

mod support;

use lungang::domain::ids::{SchoolIndex, TeacherIndex};
use lungang::domain::instance::{Instance, planning_date};
use lungang::domain::words::{Position, Subject, Verdict};
use lungang::model::build;
use lungang::model::program::{Program, Row};
use lungang::rules::{REGISTRY, Rules};
use lungang::solve::formulate::{Elastic, formulate};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use support::abc::{county, rich, rules, verdict};
use support::rows::{need, retiree};

/// The settings under which a rule's rows are shown, beyond the shipped defaults.
fn settings(rule: &str) -> String {
    let keys = match rule {
        "rotation_share" => "min = \"20%\"\nmax = \"40%\"",
        "backbone_share" => "min = \"34%\"\nstrength = \"should\"",
        "intake" => "within_posts = true",
        "travel_cap" => "minutes = 30",
        "direction" => "upward = \"never\"\nexchange = true",
        "circle" => "within = \"district\"",
        "tier_quota" => "min = { \"urban-town\" = 1, \"town-rural\" = 1 }",
        "itinerant" => "block_lessons = 2\nmax_minutes = 60",
        "budget" => "max = 5000",
        "silver_age" => "max = 2\nto = { tiers = [\"town\", \"rural\"] }",
        "retraining" => "subjects = [\"music\", \"art\"]",
        "recruitment" => "max = 2\nto = { tiers = [\"town\", \"rural\"] }",
        "rural_backbone" => "strength = \"must\"",
        "headcount" => "tiers = [\"town\", \"rural\"]",
        "backbone_per_100" | "degree_per_100" => "strength = \"must\"",
        "school_pass" => "tiers = [\"town\", \"rural\"]",
        "cv_limit" => "indicators = [\"backbone\"]",
        "hub_dispatch" => "min = 2",
        "pairings" => "kinds = [\"urban-small\"]\npairs = [[\"B\", \"C\"]]\nmin = 1",
        "graduating" => "mode = \"share\"",
        "posts" => "bind = true",
        "principals" => "max = 3\npositions = [\"principal\", \"vice_principal\"]",
        "feedback" => return String::new(),
        _ => "",
    };
    format!("[{rule}]\n{keys}")
}

/// Rules shown under a second setting too, in a file of its own: rule, file, settings.
const AGAIN: [(&str, &str, &str); 2] = [
    (
        "principals",
        "principals_should",
        "strength = \"should\"\nmin = 2",
    ),
    (
        "rotation_share",
        "rotation_share_itinerant",
        "forms = [\"support\", \"itinerant\"]\nitinerant_lessons = 3\n[itinerant]\nmax_schools = 1",
    ),
];

/// B has posts and beds, C lies in another district, and T0 is pinned where the verdicts are at stake.
fn tiny_county(rule: &str) -> Instance {
    county(|parts| {
        (parts.schools[1].posts, parts.schools[2].housing) = (Some(3), Some(1));
        parts.schools[2].district = Some("E".into());
        match rule {
            "hub_dispatch" => parts.schools[2].hub = Some(SchoolIndex(0)),
            "pairings" => parts.schools[2].pupils_primary = 99,
            "couples" => parts.teachers[0].spouse = Some(TeacherIndex(5)),
            "graduating" => {
                parts.teachers[0].graduating = true;
                parts.teachers[3].graduating = true;
            }
            // T2 must move, T5 may, T7 may not; T8, vice-principal of C, must too and has nowhere to go.
            "principals" => {
                for (teacher, since) in [(2, 2014), (5, 2018), (7, 2022)] {
                    parts.teachers[teacher].position = Position::Principal;
                    parts.teachers[teacher].since = planning_date(since);
                }
                parts.teachers[8].position = Position::VicePrincipal;
            }
            "rest" => parts.teachers[0].last_rotated = Some(planning_date(2020)),
            _ => {}
        }
        if rule == "itinerant" {
            parts.schools[2].district = Some("D".into());
        }
        parts.schools[2].hardship = 2;
        if rule == "remote_lessons" {
            parts.schools[2].hub = Some(SchoolIndex(0));
        }
        if rule == "retraining" {
            parts.needs.push(need(2, Subject::Maths, 8));
            parts.teachers[8].certified = false;
        }
        if rule == "silver_age" {
            parts.retirees = vec![
                retiree("R0", Subject::Music),
                retiree("R1", Subject::Music),
                retiree("R2", Subject::Pe),
            ];
            parts.retirees[0].old_school = Some(SchoolIndex(2));
        }
        if rule == "school_pass" {
            parts.schools[2].facilities = rich();
        }
        if rule == "feedback" {
            parts.feedback.push(verdict(0, Some(2), Verdict::Pin));
        }
    })
}

/// The model of the county with some rules; those judged stand alone, so that classes are the same with and without.
fn program(instance: &Instance, rules: &Rules, judged: &Instance) -> Program {
    let alone: BTreeSet<_> = judged.feedback.iter().map(|row| row.teacher).collect();
    let counts = build::Formulation::Counts { alone };
    let levels = rules.levels(&[]);
    formulate(instance, rules, &levels, &counts, Elastic::Should)
        .rows
        .program
}

/// The labels of the postings in a model.
fn postings(program: &Program) -> BTreeSet<String> {
    let labels = program.columns.iter().map(|column| column.label.clone());
    labels.filter(|label| label.starts_with("move ")).collect()
}

/// `name: 2 a + b - c >= 3`, with the columns' own labels; the label goes in brackets as it may hold blanks.
fn said(program: &Program, row: &Row) -> String {
    let mut text = format!("{}:", row.name);
    for (i, &(col, c)) in row.terms.iter().enumerate() {
        let sign = match (c < 0.0, i) {
            (true, _) => " -",
            (false, 0) => "",
            (false, _) => " +",
        };
        let times = if c.abs() == 1.0 {
            String::new()
        } else {
            format!(" {}", c.abs())
        };
        let _ = write!(text, "{sign}{times} [{}]", program.columns[col.0].label);
    }
    let bounds = match (row.lower.is_finite(), row.upper.is_finite()) {
        (true, true) if row.lower == row.upper => format!(" = {}", row.lower),
        (true, true) => format!(" in {} .. {}", row.lower, row.upper),
        (true, false) => format!(" >= {}", row.lower),
        _ => format!(" <= {}", row.upper),
    };
    text + &bounds
}

/// The rule's rows, and the postings that it keeps out of the model.
fn shown(rule: &str, settings: &str) -> String {
    let (instance, rules) = (tiny_county(rule), rules(settings));
    let mut unjudged = instance.clone();
    unjudged.feedback.clear();
    let with = program(&instance, &rules, &instance);
    let without = program(&unjudged, &support::abc::rules(""), &instance);
    let asked = settings.trim_end().replace('\n', " ");
    let mut text = format!("\\ {rule}: {asked}")
        .trim_end_matches([':', ' '])
        .to_owned()
        + "\n\\ rows\n";
    for row in with.rows.iter().filter(|row| row.rule == rule) {
        text += &said(&with, row);
        text.push('\n');
    }
    text += "\\ postings kept out\n";
    for label in postings(&without).difference(&postings(&with)) {
        let _ = writeln!(text, "{label}");
    }
    text
}

#[test]
fn rows_of_every_rule_are_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differ = Vec::new();
    let once = REGISTRY.into_iter().chain(["feedback"]);
    let once = once.map(|rule| (rule, rule, settings(rule)));
    let again = AGAIN.map(|(rule, file, keys)| (rule, file, format!("[{rule}]\n{keys}")));
    for (rule, name, settings) in once.chain(again) {
        let (file, text) = (folder.join(format!("{name}.lp")), shown(rule, &settings));
        if update {
            std::fs::write(&file, &text).expect("written");
        }
        if std::fs::read_to_string(&file).unwrap_or_default() != text {
            differ.push(format!("{name}.lp should be:\n{text}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
