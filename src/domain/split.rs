//! A plain split of one unit's second-subject lessons, for plans that no model has split.

use super::flow::Network;
use super::ids::{TeacherIndex, UnitIndex};
use super::instance::Instance;
use super::plan::{PartTime, Plan};
use super::supply::supplied;
use super::words::Subject;
use std::collections::BTreeSet;

/// One who serves the unit.
struct Person {
    teacher: TeacherIndex,
    /// Lessons a week that he has left to give there.
    left: u32,
    /// Most of them in second subjects.
    second_cap: u32,
    seconds: BTreeSet<Subject>,
    /// Whether he gives his main subject there.
    gives_main: bool,
}

/// The second-subject lessons of a unit under a plan's rotations, itinerant lessons and what it brings in; its own
/// `part_time` is not looked at. Filled as `before` is: specialists first, then subject after subject in `subjects.order`.
pub fn part_time(instance: &Instance, plan: &Plan, unit: UnitIndex) -> Vec<PartTime> {
    const SOURCE: usize = 0;
    let main_sink = |subject: Subject| 1 + subject.index();
    let second_sink = |subject: Subject| 1 + Subject::COUNT + subject.index();
    let mut network = Network::new(1 + 2 * Subject::COUNT);
    let mut arcs = Vec::new();
    for person in people(instance, plan, unit) {
        let (all, second) = (network.add_node(), network.add_node());
        network.add_arc(SOURCE, all, person.left);
        if person.gives_main {
            let main = instance.teacher(person.teacher).subject;
            network.add_arc(all, main_sink(main), person.left);
        }
        network.add_arc(all, second, person.second_cap);
        for &subject in &person.seconds {
            let arc = network.add_arc(second, second_sink(subject), person.second_cap);
            arcs.push((person.teacher, subject, arc));
        }
    }
    let mut left = left_to_fill(instance, plan, unit);
    for subject in Subject::taught() {
        let i = subject.index();
        left[i] -= network.send(SOURCE, main_sink(subject), left[i]);
    }
    let order = &instance.settings.subjects.order;
    let rest = Subject::taught().filter(|subject| !order.contains(subject));
    for subject in order.iter().copied().chain(rest) {
        network.send(SOURCE, second_sink(subject), left[subject.index()]);
    }
    let rows = arcs.into_iter().map(|(teacher, subject, arc)| PartTime {
        teacher,
        unit,
        subject,
        lessons: network.flow(arc),
    });
    rows.filter(|row| row.lessons > 0).collect()
}

/// Need that neither itinerant and remote lessons nor those brought in meet.
fn left_to_fill(instance: &Instance, plan: &Plan, unit: UnitIndex) -> [u32; Subject::COUNT] {
    let mut left = instance.unit(unit).need;
    for row in plan.itinerant.iter().filter(|row| row.to == unit) {
        let of = &mut left[row.subject.index()];
        *of = of.saturating_sub(row.lessons);
    }
    for row in plan.remote.iter().filter(|row| row.to == unit) {
        let of = &mut left[row.subject.index()];
        *of = of.saturating_sub(row.lessons);
    }
    for (left, brought) in left.iter_mut().zip(supplied(instance, plan)[unit.0]) {
        *left = left.saturating_sub(brought);
    }
    left
}

fn people(instance: &Instance, plan: &Plan, unit: UnitIndex) -> Vec<Person> {
    let serving = plan.serving(instance);
    let here = instance
        .teacher_indices()
        .filter(|teacher| serving[teacher.0] == Some(unit))
        // Who is being trained gives what he brings in, nothing else.
        .filter(|teacher| plan.retraining.iter().all(|row| row.teacher != *teacher));
    let person = |teacher: TeacherIndex| {
        let standing = instance.standing(teacher);
        let main = instance.teacher(teacher).subject;
        let given = plan.itinerant.iter().filter(|row| row.teacher == teacher);
        let given: u32 = given.map(|row| row.lessons).sum();
        let helped = plan.remote.iter().filter(|row| row.helper == teacher);
        let helped: u32 = helped.map(|row| row.lessons).sum();
        let left = standing.load.saturating_sub(given).saturating_sub(helped);
        let mut rotated = plan.rotations.iter();
        let rotated = rotated.find(|row| row.teacher == teacher);
        let moved = plan.principals.iter().any(|row| row.teacher == teacher);
        let posted = rotated.map(|row| row.subject).or(moved.then_some(main));
        let (seconds, second_cap, gives_main) = match posted {
            Some(subject) if subject == main => (BTreeSet::new(), 0, true),
            // Posted for a second subject he gives nothing else, and that up to his whole load.
            Some(subject) => (BTreeSet::from([subject]), left, false),
            None => (
                standing.seconds.clone(),
                standing.second_cap.min(left),
                true,
            ),
        };
        Person {
            teacher,
            left,
            second_cap,
            seconds,
            gives_main,
        }
    };
    here.map(person).collect()
}
