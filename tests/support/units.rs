//! The best way to split a unit's lessons over its people, by trying every one.

use lungang::domain::ids::{TeacherIndex, UnitIndex};
use lungang::domain::instance::Instance;
use lungang::domain::plan::PartTime;
use lungang::domain::words::{Subject, Tier};
use std::collections::BTreeSet;

/// One who serves the unit, after his itinerant lessons.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Server {
    pub teacher: TeacherIndex,
    /// Lessons left to give here.
    pub left: u32,
    /// The second subject he is posted for.
    pub posted_second: Option<Subject>,
    /// Posted for his main subject: he gives no other.
    pub posted_main: bool,
}

/// Everything that the lessons of one unit depend on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    pub unit: UnitIndex,
    pub servers: Vec<Server>,
    /// Itinerant lessons that arrive.
    pub received: [u32; Subject::COUNT],
    /// Lessons that people brought in can give as specialists.
    pub supplied: [u32; Subject::COUNT],
    /// Remote lessons that arrive, an hour of a helper each, and that hang on the own specialists, so many at a time.
    pub remote: [u32; Subject::COUNT],
    pub sent: [u32; Subject::COUNT],
    pub classes: u32,
    /// Subjects that leave as itinerant lessons: none of them may be unfilled here.
    pub given: BTreeSet<Subject>,
}

impl Task {
    /// Hours of helpers that remote lessons take.
    fn hours(&self) -> u32 {
        self.remote.iter().sum()
    }
}

/// What a split comes to: levels arts_unfilled_rural, arts_depth, unfilled and core_unfilled of this unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    pub levels: [u64; 4],
    pub rows: Vec<PartTime>,
    /// Hours of helpers.
    pub helpers: Vec<(TeacherIndex, UnitIndex, u32)>,
}

/// The lexicographically best split that keeps coverage (where asked) and the unit's own school first; `order` says
/// which of the levels comes first. `None` if there is none.
pub fn best_split(
    instance: &Instance,
    task: &Task,
    keep_coverage: bool,
    order: &[usize],
) -> Option<Split> {
    let need = instance.unit(task.unit).need;
    let mut slots = Vec::new();
    for (i, server) in task.servers.iter().enumerate() {
        let standing = instance.standing(server.teacher);
        let seconds: Vec<Subject> = match (server.posted_second, server.posted_main) {
            (Some(subject), _) => vec![subject],
            (None, true) => Vec::new(),
            (None, false) => standing.seconds.iter().copied().collect(),
        };
        slots.extend(
            seconds
                .into_iter()
                .filter(|s| need[s.index()] > 0)
                .map(|subject| (i, Some(subject))),
        );
        let stays = server.posted_second.is_none() && !server.posted_main;
        slots.extend((stays && task.hours() > 0).then_some((i, None)));
    }
    let caps: Vec<u32> = task
        .servers
        .iter()
        .map(|server| match server.posted_second {
            Some(_) => server.left,
            None => server
                .left
                .min(instance.standing(server.teacher).second_cap),
        })
        .collect();
    let mut search = Search {
        instance,
        task,
        keep_coverage,
        order,
        slots,
        best: None,
    };
    let mut room = need;
    for (i, room) in room.iter_mut().enumerate() {
        *room = room.checked_sub(task.received[i] + task.remote[i])?;
    }
    search.try_all(0, &mut vec![], caps, room);
    search.best
}

struct Search<'a> {
    instance: &'a Instance,
    task: &'a Task,
    keep_coverage: bool,
    order: &'a [usize],
    /// Who could give lessons of which second subject, or help.
    slots: Vec<(usize, Option<Subject>)>,
    best: Option<Split>,
}

impl Search<'_> {
    /// Lessons for every slot from `slot` on; `caps` left by server, `room` left by subject.
    fn try_all(
        &mut self,
        slot: usize,
        chosen: &mut Vec<u32>,
        caps: Vec<u32>,
        room: [u32; Subject::COUNT],
    ) {
        let Some(&(server, subject)) = self.slots.get(slot) else {
            self.weigh(chosen);
            return;
        };
        let Some(subject) = subject else {
            for hours in 0..=self.task.servers[server].left.min(self.task.hours()) {
                chosen.push(hours);
                self.try_all(slot + 1, chosen, caps.clone(), room);
                chosen.pop();
            }
            return;
        };
        for lessons in 0..=caps[server].min(room[subject.index()]) {
            let (mut caps, mut room) = (caps.clone(), room);
            caps[server] -= lessons;
            room[subject.index()] -= lessons;
            chosen.push(lessons);
            self.try_all(slot + 1, chosen, caps, room);
            chosen.pop();
        }
    }

    fn weigh(&mut self, chosen: &[u32]) {
        let mut main = self.task.supplied;
        let mut second = [0; Subject::COUNT];
        let mut hours = 0;
        let mut left: Vec<u32> = self.task.servers.iter().map(|server| server.left).collect();
        for (&(server, subject), &lessons) in self.slots.iter().zip(chosen) {
            let Some(rest) = left[server].checked_sub(lessons) else {
                return;
            };
            left[server] = rest;
            match subject {
                Some(subject) => second[subject.index()] += lessons,
                None => hours += lessons,
            }
        }
        if hours != self.task.hours() {
            return;
        }
        for (server, left) in self.task.servers.iter().zip(left) {
            if server.posted_second.is_none() {
                main[self.instance.teacher(server.teacher).subject.index()] += left;
            }
        }
        let Some(levels) = self.levels(&main, &second) else {
            return;
        };
        let ranked = |levels: &[u64; 4]| self.order.iter().map(|&i| levels[i]).collect::<Vec<_>>();
        if self
            .best
            .as_ref()
            .is_none_or(|best| ranked(&levels) < ranked(&best.levels))
        {
            let (mut rows, mut helpers) = (Vec::new(), Vec::new());
            let given = self.slots.iter().zip(chosen).filter(|(_, n)| **n > 0);
            for (&(server, subject), &lessons) in given {
                let (teacher, unit) = (self.task.servers[server].teacher, self.task.unit);
                match subject {
                    Some(subject) => rows.push(PartTime {
                        teacher,
                        unit,
                        subject,
                        lessons,
                    }),
                    None => helpers.push((teacher, unit, lessons)),
                }
            }
            self.best = Some(Split {
                levels,
                rows,
                helpers,
            });
        }
    }

    fn levels(
        &self,
        main: &[u32; Subject::COUNT],
        second: &[u32; Subject::COUNT],
    ) -> Option<[u64; 4]> {
        let (instance, task) = (self.instance, self.task);
        let subjects = &instance.settings.subjects;
        let rural = instance.school_of(task.unit).tier == Tier::Rural;
        let (mut gap, mut arts_need, mut by_others, mut other, mut core) = (0, 0, 0, 0, 0);
        for subject in Subject::taught() {
            let i = subject.index();
            let need = instance.unit(task.unit).need[i];
            let given = second[i] + task.received[i] + task.remote[i];
            let unfilled = need.saturating_sub(main[i] + given);
            let own = main[i].min(need - given);
            let kept = !self.keep_coverage || unfilled <= instance.before[task.unit.0][i];
            if task.sent[i] > own * task.classes {
                return None;
            }
            if !kept || (task.given.contains(&subject) && unfilled > 0) {
                return None;
            }
            if subjects.core.contains(&subject) {
                core += unfilled;
            }
            if rural && subjects.pe_arts.contains(&subject) {
                gap += unfilled;
                arts_need += need;
                by_others += second[i] + task.remote[i];
            } else if subjects.shortage.contains(&subject) {
                other += unfilled * subjects.shortage_weight;
            } else {
                other += unfilled;
            }
        }
        let third = gap.saturating_sub(arts_need / 3);
        let two_thirds = gap.saturating_sub(2 * arts_need / 3);
        let depth = gap + third + two_thirds + by_others;
        Some([gap, depth, other, core].map(u64::from))
    }
}
