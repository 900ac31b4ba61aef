//! What is asked after a plan: a teacher who goes, one who stays, a conflict, and a sweep of twenty points.

use crate::Args;
use crate::county::{folder, read};
use crate::figures::{options, timed};
use lungang::compare::{self, Ended, Request, vary};
use lungang::domain::ids::TeacherIndex;
use lungang::explain::stand::{Counterfactual, Level, Stand};
use lungang::explain::what_if::Asked;
use lungang::run::{self, County};
use lungang::solve::{self, Progress, Solved, Watch};
use std::path::Path;

/// Twenty shares of teachers who rotate.
const SWEEP: &str = "rules.rotation_share.min=8%..17.5%:0.5%";

/// A share that source protection leaves no room for.
const CONFLICT: [&str; 2] = [
    "rules.rotation_share.min=90%",
    "rules.rotation_share.max=100%",
];

#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) question: String,
    pub(crate) seconds: f64,
    pub(crate) answer: String,
}

struct Silent;

impl Watch for Silent {
    fn progress(&self, _progress: &Progress<'_>) {}

    fn interrupted(&self) -> bool {
        false
    }
}

pub(crate) fn ask(size: (usize, usize), seed: u64, args: &Args) -> Vec<Answered> {
    let folder = folder(size, seed);
    let county = read(&folder, &[]);
    let mut answers = Vec::new();
    let (instance, rules, levels) = (&county.instance, &county.rules, county.levels());
    if let Ok(solved) = solve::solve(instance, rules, &levels, &options(args), &Silent) {
        answers.extend(teachers(&county, &solved, args));
    }
    let sets = CONFLICT.map(String::from);
    answers.push(conflict(&read(&folder, &sets), args));
    answers.push(sweep(folder.path(), args));
    answers
}

/// The first who goes, and the first eligible one who stays.
fn teachers(county: &County, solved: &Solved, args: &Args) -> Vec<Answered> {
    let (instance, plan) = (&county.instance, &solved.plan);
    let goes = plan.rotations.first().map(|rotation| rotation.teacher);
    let moved = |teacher: &TeacherIndex| plan.rotations.iter().any(|r| r.teacher == *teacher);
    let mut teachers = instance.teacher_indices();
    let stays = teachers.find(|teacher| instance.is_eligible(*teacher) && !moved(teacher));
    let asked = [("a teacher who goes", goes), ("a teacher who stays", stays)];
    let asked = asked
        .into_iter()
        .filter_map(|(who, teacher)| Some((who, teacher?)));
    asked
        .map(|(who, teacher)| explained(county, solved, (who, teacher), args))
        .collect()
}

fn explained(
    county: &County,
    solved: &Solved,
    (who, teacher): (&str, TeacherIndex),
    args: &Args,
) -> Answered {
    let (scenario, watch) = (&county.scenario, &Silent);
    let asked = Asked::new(
        &county.instance,
        &scenario.rules,
        &scenario.levels,
        options(args),
        watch,
    );
    let levels = solved.levels.iter().map(|level| Level {
        code: level.code.clone(),
        value: level.value,
        bound: level.bound,
    });
    let stand = Stand::new(&asked, &county.rules, &solved.plan, levels.collect());
    let (why, seconds) = timed(|| stand.teacher(teacher, None));
    let going = why
        .goes
        .iter()
        .flat_map(|goes| [&goes.if_stays, &goes.if_not_there]);
    let staying = why
        .stays
        .iter()
        .flat_map(|stays| stays.if_sent.iter().map(|(_, sent)| sent));
    let ends: Vec<_> = going.chain(staying).map(said).collect();
    Answered {
        question: format!("explain {who}"),
        seconds,
        answer: format!("{} solved again: {}", ends.len(), ends.join(", ")),
    }
}

fn said(end: &Counterfactual) -> &'static str {
    match end {
        Counterfactual::Solved(otherwise) if otherwise.first().is_some() => "a level differs",
        Counterfactual::Solved(_) => "no level differs",
        Counterfactual::NoPlan(_) => "no plan",
        Counterfactual::NoneNear(_) => "no plan nearby",
        Counterfactual::Unknown => "not known within the limit",
    }
}

fn conflict(county: &County, args: &Args) -> Answered {
    let (why, seconds) = timed(|| run::why_not(county, &options(args), &Silent, Vec::new()));
    let answer = why.map_or_else(
        |none| none.said().en,
        |why| {
            let (sets, ways) = (why.conflicts.len(), why.relaxations.len());
            let whole = if why.complete {
                ""
            } else {
                ", not every question answered"
            };
            format!("{sets} sets that conflict, {ways} ways out{whole}")
        },
    );
    Answered {
        question: "explain a conflict (`rotation_share.min` = 90 %)".into(),
        seconds,
        answer,
    }
}

fn sweep(county: &Path, args: &Args) -> Answered {
    let request = Request {
        folders: vec![county.to_owned()],
        varied: vec![vary::vary(SWEEP).expect("a range of shares")],
        ..Request::default()
    };
    let kept = tempfile::tempdir().expect("a folder");
    let points = compare::points(&request).expect("points of a sound county");
    let n_points = points.len();
    let (ends, seconds) =
        timed(|| compare::run(points, kept.path(), &options(args), &Silent, &|_, _| ()));
    let ends = ends.expect("no failure of ours");
    let files = ends.iter().filter_map(|compared| compared.file());
    let proven = files.filter(|file| file.status == "optimal").count();
    let without = ends
        .iter()
        .filter(|compared| !matches!(compared.ended, Ended::Plan(_)))
        .count();
    Answered {
        question: format!("sweep of {n_points} points"),
        seconds,
        answer: format!("{proven} proven within every gap, {without} without a plan"),
    }
}
