//! Differences by what they come from, as far as two plans can tell.

use super::causes::Cause;
use super::{Change, Differences, Moved, Reached, Rotations};
use crate::report::plan_json::RotationRow;
use serde::Serialize;

/// What one cause explains; `None` = unattributed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    pub cause: Option<Cause>,
    #[serde(flatten)]
    pub differences: Differences,
}

/// Each cause with what it explains by itself: a verdict the posting of the person it names, a rule's key the rule's own
/// row if no other key of it changed, changed tables the postings of the schools they changed. Where only one thing changed, all the rest follows
/// from it; where a plan was made from the former one, from all of them together; else the rest is unattributed.
pub(super) fn groups(mut causes: Vec<Cause>, all: Differences) -> Vec<Group> {
    let was_replanned = causes.contains(&Cause::Replan);
    causes.retain(|cause| *cause != Cause::Replan);
    let is_single = causes.len() == 1;
    let mut rest = all;
    let mut groups: Vec<Group> = Vec::new();
    let rules: Vec<String> = causes.iter().filter_map(rule).map(str::to_owned).collect();
    for cause in causes {
        let is_one_of_several =
            rule(&cause).is_some_and(|code| rules.iter().filter(|rule| *rule == code).count() > 1);
        let differences = match (is_single, is_one_of_several) {
            (true, _) => std::mem::take(&mut rest),
            (false, true) => Differences::default(),
            (false, false) => taken(&cause, &mut rest),
        };
        groups.push(Group {
            cause: Some(cause),
            differences,
        });
    }
    if !rest.is_empty() {
        groups.push(Group {
            cause: was_replanned.then_some(Cause::Replan),
            differences: rest,
        });
    }
    groups
}

/// The rule that a changed key belongs to.
fn rule(cause: &Cause) -> Option<&str> {
    let Cause::Setting { key, .. } = cause else {
        return None;
    };
    key.strip_prefix("rules.")?.split('.').next()
}

fn taken(cause: &Cause, rest: &mut Differences) -> Differences {
    let mut taken = Differences::default();
    match cause {
        Cause::Setting { .. } => {
            let code = rule(cause);
            let is_own = |change: &Change<Reached>| Some(change.code.as_str()) == code;
            taken.rules = rest.rules.extract_if(.., |change| is_own(change)).collect();
        }
        Cause::Verdict { verdict, .. } => {
            let id = verdict.teacher_id.as_str();
            taken.rotations = of_rotations(&mut rest.rotations, |row| row.teacher_id == id);
        }
        Cause::Input { schools } => {
            let is_there =
                |row: &RotationRow| schools.contains(&row.from) || schools.contains(&row.to);
            taken.rotations = of_rotations(&mut rest.rotations, is_there);
        }
        Cause::Relaxed { .. } | Cause::Replan => {}
    }
    taken
}

fn of_rotations(rotations: &mut Rotations, is_own: impl Fn(&RotationRow) -> bool) -> Rotations {
    let moved = |moved: &Moved| is_own(&moved.old) || is_own(&moved.new);
    Rotations {
        added: rotations.added.extract_if(.., |row| is_own(row)).collect(),
        removed: rotations
            .removed
            .extract_if(.., |row| is_own(row))
            .collect(),
        changed: rotations.changed.extract_if(.., |row| moved(row)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::plan_json::number::Amount;
    use crate::report::plan_json::verdict_rows::VerdictRow;

    fn row(teacher_id: &str) -> RotationRow {
        RotationRow {
            teacher_id: teacher_id.into(),
            from: "A".into(),
            to: "B".into(),
            stage: "primary".into(),
            subject: "pe".into(),
            minutes: 1,
            minutes_from: None,
            yuan: Amount(0.0),
        }
    }

    fn verdict(teacher_id: &str) -> Cause {
        Cause::Verdict {
            verdict: VerdictRow {
                teacher_id: teacher_id.into(),
                school_id: String::new(),
                verdict: "forbid".into(),
                reason: String::new(),
                by: String::new(),
                at: String::new(),
            },
            added: true,
        }
    }

    fn setting(key: &str) -> Cause {
        Cause::Setting {
            key: key.into(),
            old: None,
            new: None,
        }
    }

    #[test]
    fn each_cause_takes_its_own_and_the_rest_is_unattributed() {
        let all = || Differences {
            rotations: Rotations {
                added: vec![row("T2")],
                removed: vec![row("T1")],
                changed: Vec::new(),
            },
            rules: vec![Change {
                code: "budget".into(),
                old: None,
                new: None,
            }],
            ..Differences::default()
        };
        let single = groups(vec![setting("rules.budget.max")], all());
        assert_eq!(single.len(), 1);
        assert_eq!(single[0].differences, all());
        let several = groups(vec![setting("rules.budget.max"), verdict("T1")], all());
        assert_eq!(several[0].differences.rules.len(), 1);
        assert_eq!(several[1].differences.rotations.removed.len(), 1);
        assert_eq!(several[2].cause, None);
        assert_eq!(several[2].differences.rotations.added.len(), 1);
        assert_eq!(groups(Vec::new(), all())[0].cause, None);
        let both = vec![
            setting("rules.budget.max"),
            setting("rules.budget.strength"),
        ];
        let of_one_rule = groups(both, all());
        assert!(
            of_one_rule[..2]
                .iter()
                .all(|group| group.differences.is_empty())
        );
        assert_eq!(of_one_rule[2].differences, all());
        assert!(groups(Vec::new(), Differences::default()).is_empty());
    }
}
