//! Unfilled lessons with nobody moved and no new supply: the limit of `keep_coverage` (contract 3, "Need and unfilled").

use super::flow::Network;
use super::words::Subject;
use std::collections::BTreeSet;

/// What one teacher of a unit can give.
#[derive(Debug, Clone)]
pub struct Supply<'a> {
    pub subject: Subject,
    pub seconds: &'a BTreeSet<Subject>,
    pub load: u32,
    pub second_cap: u32,
}

/// Fills `need` first by specialists, then by second-subject lessons subject after subject in `order` (subjects it
/// does not name come last), each as far as loads allow and none undoing an earlier one; returns what stays unfilled.
///
/// Each step augments a flow whose sinks are the subjects, which never lowers an earlier sink: the amounts are unique.
pub fn unfilled(
    need: &[u32; Subject::COUNT],
    people: &[Supply<'_>],
    order: &[Subject],
) -> [u32; Subject::COUNT] {
    const SOURCE: usize = 0;
    let main_sink = |subject: Subject| 1 + subject.index();
    let second_sink = |subject: Subject| 1 + Subject::COUNT + subject.index();
    let mut network = Network::new(1 + 2 * Subject::COUNT);
    for person in people.iter().filter(|person| person.load > 0) {
        let (all, second) = (network.add_node(), network.add_node());
        network.add_arc(SOURCE, all, person.load);
        network.add_arc(all, main_sink(person.subject), person.load);
        network.add_arc(all, second, person.second_cap);
        for &subject in person.seconds {
            network.add_arc(second, second_sink(subject), person.second_cap);
        }
    }
    let mut left = *need;
    for subject in Subject::taught() {
        let i = subject.index();
        left[i] -= network.send(SOURCE, main_sink(subject), left[i]);
    }
    let rest = Subject::taught().filter(|subject| !order.contains(subject));
    for subject in order.iter().copied().chain(rest) {
        let i = subject.index();
        left[i] -= network.send(SOURCE, second_sink(subject), left[i]);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_subjects_fill_in_order_without_undoing() {
        let mut need = [0; Subject::COUNT];
        need[Subject::Pe.index()] = 10;
        need[Subject::Music.index()] = 6;
        need[Subject::Maths.index()] = 12;
        let both = BTreeSet::from([Subject::Pe, Subject::Music]);
        let music = BTreeSet::from([Subject::Music]);
        let maths = |seconds, load| Supply {
            subject: Subject::Maths,
            seconds,
            load,
            second_cap: 8,
        };
        // 30 lessons of load, 12 of maths: PE takes 8 of the first, and music what is left of the second.
        let left = unfilled(
            &need,
            &[maths(&both, 18), maths(&music, 12)],
            &[Subject::Pe, Subject::Music],
        );
        assert_eq!(left[Subject::Maths.index()], 0);
        assert_eq!(left[Subject::Pe.index()], 2);
        assert_eq!(left[Subject::Music.index()], 0);
    }
}
