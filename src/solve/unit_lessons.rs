//! One unit's lessons given back to its people: totals by subject in, whole lessons of each teacher out.

use super::highs::{Limits as RunLimits, Solver};
use crate::domain::flow::Network;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Itinerant, PartTime, Remote};
use crate::domain::words::Subject;
use crate::model::itinerant::{Giving, Limits};
use crate::model::program::{Binds, Col, Program, Row, Terms};
use std::collections::BTreeMap;

/// What one unit's people have to give.
#[derive(Debug, Clone)]
pub(super) struct UnitTask<'a> {
    pub unit: UnitIndex,
    /// Lessons by specialists of the unit and lessons by others, by subject.
    pub targets: Vec<(Subject, u32, u32)>,
    pub stayers: Vec<TeacherIndex>,
    /// Posted here, each for one subject.
    pub arrivals: Vec<(TeacherIndex, Subject)>,
    /// Lessons to be given at other units, and the most days where those are paid.
    pub itinerant: Vec<(&'a Giving, u32, Option<u32>)>,
    pub limits: Option<&'a Limits>,
    /// Lessons a week that people brought in can give as specialists.
    pub supplied: Vec<(Subject, u32)>,
    /// Lessons a week taught here from elsewhere: from where, of what, hours of helpers.
    pub remote: Vec<(UnitIndex, Subject, u32)>,
}

/// What single people of a unit give: elsewhere, beside their main subject, and in the rooms of remote lessons.
pub(super) type Assigned = (Vec<Itinerant>, Vec<PartTime>, Vec<Remote>);

/// Itinerant lessons of each teacher and unit.
type Given = BTreeMap<(TeacherIndex, UnitIndex), (Subject, u32)>;

impl UnitTask<'_> {
    /// Everyone whose itinerant lessons the model counted together.
    pub(super) fn givers(&self) -> impl Iterator<Item = TeacherIndex> + '_ {
        self.itinerant
            .iter()
            .flat_map(|(giving, ..)| giving.givers.iter().copied())
    }

    /// Itinerant, part-time and helpers' rows, or `None` if no split to single teachers reaches the totals.
    pub(super) fn assign(&self, instance: &Instance) -> Option<Assigned> {
        let given = if self.itinerant.is_empty() {
            Given::new()
        } else {
            self.share_out(instance)?
        };
        let (part_time, remote) = self.at_home(instance, &given)?;
        let itinerant = given
            .into_iter()
            .map(|((teacher, to), (subject, lessons))| Itinerant {
                teacher,
                to,
                subject,
                lessons,
            });
        Some((itinerant.collect(), part_time, remote))
    }

    /// A flow from people to subjects and helpers' hours that fills every target.
    fn at_home(&self, instance: &Instance, given: &Given) -> Option<(Vec<PartTime>, Vec<Remote>)> {
        const SOURCE: usize = 0;
        let sink = |subject: Subject, second: bool| 1 + 2 * subject.index() + usize::from(second);
        let mut network = Network::new(1 + 2 * Subject::COUNT);
        let helped: Vec<_> = self.remote.iter().map(|_| network.add_node()).collect();
        let (mut seconds, mut helpers) = (Vec::new(), Vec::new());
        for &teacher in &self.stayers {
            let away: u32 = given
                .range(span(teacher))
                .map(|(_, (_, lessons))| lessons)
                .sum();
            let standing = instance.standing(teacher);
            let left = standing.load.checked_sub(away)?;
            let (all, second) = (network.add_node(), network.add_node());
            network.add_arc(SOURCE, all, left);
            network.add_arc(all, sink(instance.teacher(teacher).subject, false), left);
            network.add_arc(all, second, standing.second_cap.min(left));
            for (&sink, &(from, subject, _)) in helped.iter().zip(&self.remote) {
                helpers.push((teacher, from, subject, network.add_arc(all, sink, left)));
            }
            for &subject in &standing.seconds {
                seconds.push((
                    teacher,
                    subject,
                    network.add_arc(second, sink(subject, true), left),
                ));
            }
        }
        for &(teacher, subject) in &self.arrivals {
            let as_main = instance.teacher(teacher).subject == subject;
            let load = instance.standing(teacher).load;
            let node = network.add_node();
            network.add_arc(SOURCE, node, load);
            let arc = network.add_arc(node, sink(subject, !as_main), load);
            if !as_main {
                seconds.push((teacher, subject, arc));
            }
        }
        for &(subject, lessons) in &self.supplied {
            network.add_arc(SOURCE, sink(subject, false), lessons);
        }
        for &(subject, main, others) in &self.targets {
            let filled = network.send(SOURCE, sink(subject, false), main) == main
                && network.send(SOURCE, sink(subject, true), others) == others;
            if !filled {
                return None;
            }
        }
        for (&sink, &(_, _, lessons)) in helped.iter().zip(&self.remote) {
            if network.send(SOURCE, sink, lessons) != lessons {
                return None;
            }
        }
        let remote = helpers
            .into_iter()
            .map(|(helper, from, subject, arc)| Remote {
                from,
                to: self.unit,
                subject,
                helper,
                lessons: network.flow(arc),
            });
        let remote = remote.filter(|row| row.lessons > 0).collect();
        let rows = seconds.into_iter().map(|(teacher, subject, arc)| PartTime {
            teacher,
            unit: self.unit,
            subject,
            lessons: network.flow(arc),
        });
        Some((rows.filter(|row| row.lessons > 0).collect(), remote))
    }

    /// Shares the itinerant totals out among single givers, leaving home lessons possible.
    fn share_out(&self, instance: &Instance) -> Option<Given> {
        let limits = self.limits?;
        let mut program = Program::default();
        let mut columns = BTreeMap::new();
        let mut of_teacher: BTreeMap<TeacherIndex, (Terms, Terms)> = BTreeMap::new();
        for (giving, total, days) in &self.itinerant {
            let (mut sum, mut visited) = (Vec::new(), Terms::new());
            for &teacher in giving
                .givers
                .iter()
                .filter(|teacher| self.stayers.contains(teacher))
            {
                let (lessons, visit) = visit_columns(&mut program, limits);
                columns.insert((teacher, giving.to), (giving.subject, lessons));
                sum.push((lessons, 1.0));
                visited.push((visit, 1.0));
                let (all, visits) = of_teacher.entry(teacher).or_default();
                all.push((lessons, 1.0));
                visits.push((visit, 1.0));
            }
            equal(&mut program, sum, f64::from(*total));
            if let Some(days) = days {
                at_most(&mut program, visited, f64::from(*days));
            }
        }
        for (all, visits) in of_teacher.values() {
            at_most(&mut program, all.clone(), f64::from(limits.max_lessons));
            at_most(&mut program, visits.clone(), f64::from(limits.max_schools));
        }
        self.add_home_lessons(instance, &mut program, &of_teacher);
        let mut solver = Solver::new(&program)?;
        let run = RunLimits {
            seconds: 60.0,
            nodes: Some(10_000),
            iterations: i64::MAX,
            gap: 0.0,
            absolute_gap: 0.5,
        };
        let point = solver.run(run, None, &mut |_, _| false).point?;
        let given = columns
            .into_iter()
            .map(|(key, (subject, col))| (key, (subject, point[col.0].round().max(0.0) as u32)));
        Some(given.filter(|(_, (_, lessons))| *lessons > 0).collect())
    }

    /// What every person gives at home, so that the targets stay within reach.
    fn add_home_lessons(
        &self,
        instance: &Instance,
        program: &mut Program,
        of_teacher: &BTreeMap<TeacherIndex, (Terms, Terms)>,
    ) {
        let mut given: BTreeMap<(Subject, bool), Terms> = BTreeMap::new();
        let mut helpers = Terms::new();
        for &teacher in &self.stayers {
            let standing = instance.standing(teacher);
            let mut all = of_teacher
                .get(&teacher)
                .map(|terms| terms.0.clone())
                .unwrap_or_default();
            let main = free(program);
            all.push((main, 1.0));
            given
                .entry((instance.teacher(teacher).subject, false))
                .or_default()
                .push((main, 1.0));
            if !self.remote.is_empty() {
                let helps = free(program);
                all.push((helps, 1.0));
                helpers.push((helps, 1.0));
            }
            let mut second = Vec::new();
            for &subject in &standing.seconds {
                let col = free(program);
                second.push((col, 1.0));
                given.entry((subject, true)).or_default().push((col, 1.0));
            }
            all.extend(&second);
            at_most(program, all, f64::from(standing.load));
            at_most(program, second, f64::from(standing.second_cap));
        }
        let hours: u32 = self.remote.iter().map(|row| row.2).sum();
        at_least(program, helpers, f64::from(hours));
        for &(teacher, subject) in &self.arrivals {
            let second = instance.teacher(teacher).subject != subject;
            let col = free(program);
            given.entry((subject, second)).or_default().push((col, 1.0));
            at_most(
                program,
                vec![(col, 1.0)],
                f64::from(instance.standing(teacher).load),
            );
        }
        for &(subject, lessons) in &self.supplied {
            let col = free(program);
            given.entry((subject, false)).or_default().push((col, 1.0));
            at_most(program, vec![(col, 1.0)], f64::from(lessons));
        }
        for &(subject, main, others) in &self.targets {
            for (second, target) in [(false, main), (true, others)] {
                let terms = given.remove(&(subject, second)).unwrap_or_default();
                at_least(program, terms, f64::from(target));
            }
        }
    }
}

fn span(teacher: TeacherIndex) -> std::ops::RangeInclusive<(TeacherIndex, UnitIndex)> {
    (teacher, UnitIndex(0))..=(teacher, UnitIndex(usize::MAX))
}

/// Lessons and visit of one giver at one unit: whole blocks between the limits, or nothing.
fn visit_columns(program: &mut Program, limits: &Limits) -> (Col, Col) {
    let most = f64::from(limits.max_lessons_per_school);
    let lessons = program.add_column(0.0, most, true, String::new());
    let visit = program.add_column(0.0, 1.0, true, String::new());
    at_most(program, vec![(lessons, 1.0), (visit, -most)], 0.0);
    at_least(
        program,
        vec![
            (lessons, 1.0),
            (visit, -f64::from(limits.min_lessons_per_school)),
        ],
        0.0,
    );
    if limits.block_lessons > 1 {
        let blocks = program.add_column(0.0, f64::INFINITY, true, String::new());
        equal(
            program,
            vec![(lessons, 1.0), (blocks, -f64::from(limits.block_lessons))],
            0.0,
        );
    }
    (lessons, visit)
}

fn free(program: &mut Program) -> Col {
    program.add_column(0.0, f64::INFINITY, false, String::new())
}

fn equal(program: &mut Program, terms: Terms, value: f64) {
    row(program, terms, value, value);
}

fn at_most(program: &mut Program, terms: Terms, most: f64) {
    row(program, terms, f64::NEG_INFINITY, most);
}

fn at_least(program: &mut Program, terms: Terms, least: f64) {
    row(program, terms, least, f64::INFINITY);
}

fn row(program: &mut Program, terms: Terms, lower: f64, upper: f64) {
    let (name, rule, binds) = (String::new(), "model", Binds::County);
    program.add_row(Row {
        name,
        rule,
        binds,
        terms,
        lower,
        upper,
    });
}
