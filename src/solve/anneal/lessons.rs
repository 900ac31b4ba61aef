//! What one unit's people teach at best: the least that its unfilled lessons cost, by augmenting paths.
//!
//! What subjects can be filled together by people with nested limits is a polymatroid, so filling the dearest subject
//! first, each as far as paths reach, is best for what lessons cost one by one.

use super::unit::{Now, Place};
use crate::domain::words::Subject;

const N: usize = Subject::COUNT;

/// The least cost of a unit; `broken`: lessons by which rules are missed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Cost {
    pub price: f64,
    pub broken: f64,
}

/// Space for one unit's lessons, used again and again.
#[derive(Debug, Clone, Default)]
pub(super) struct Teaching {
    /// Lessons of each subject by each group, what each still can give, and which subjects it gives.
    lessons: Vec<[i32; N]>,
    all: Vec<i32>,
    second: Vec<i32>,
    gives: Vec<u32>,
    others_left: [i32; N],
    /// Subjects from which no path is left.
    dead: u32,
    pub unfilled: [i32; N],
}

impl Teaching {
    /// The least cost; `unfilled` holds the lessons left open.
    pub(super) fn cost(&mut self, place: &Place, now: &Now) -> Cost {
        let mut broken = self.begin(place, now);
        let most = |s: usize| match place.own_first & (1 << s) != 0 && now.away[s] > 0 {
            true => 0,
            false => place.most[s],
        };
        for &s in &place.order {
            let forced = self.unfilled[s] - most(s);
            if forced > 0 {
                self.fill(place, s, forced);
            }
        }
        for &s in &place.order {
            self.fill(place, s, self.unfilled[s]);
        }
        let mut price = 0.0;
        for &s in &place.order {
            let open = self.unfilled[s];
            price += place.price[s] * f64::from(open);
            broken += (open - most(s)).max(0);
            if place.by_others[s] > 0.0 {
                price += place.by_others[s] * f64::from(self.by_others(place, now, s));
            }
        }
        for hinge in &place.hinges {
            let open: i32 = (0..N)
                .filter(|s| hinge.subjects & (1 << s) != 0)
                .map(|s| self.unfilled[s])
                .sum();
            price += hinge.price * f64::from((open - hinge.beyond).max(0));
        }
        Cost {
            price,
            broken: f64::from(broken),
        }
    }

    fn by_others(&self, place: &Place, now: &Now, s: usize) -> i32 {
        let own = place.serves[s]
            .iter()
            .filter(|&&g| place.staff[g].subject == s);
        let own: i32 = own.map(|&g| self.lessons[g][s]).sum();
        let open = (place.need[s] - now.visiting[s] - now.arrived[s]).max(0);
        open - self.unfilled[s] - own
    }

    /// Nobody of the unit teaches yet; what is given away beyond what there is, and brought in beyond need.
    fn begin(&mut self, place: &Place, now: &Now) -> i32 {
        let n = place.staff.len();
        let mut broken = 0;
        self.lessons.clear();
        self.lessons.resize(n, [0; N]);
        self.gives.clear();
        self.gives.resize(n, 0);
        self.all.clear();
        self.second.clear();
        for g in 0..n {
            let all = now.all[g] - now.given[g];
            let second = now.second[g].min(now.beside[g] - now.given[g]);
            broken += (-all).max(0) + (-second).max(0);
            self.all.push(all.max(0));
            self.second.push(second.max(0));
        }
        self.dead = 0;
        self.unfilled = [0; N];
        self.others_left = now.arrived_others;
        for &s in &place.order {
            broken += (now.visiting[s] - place.need[s]).max(0);
            let mut open = (place.need[s] - now.visiting[s] - now.arrived[s]).max(0);
            if place.by_others[s] <= 0.0 {
                open -= self.others_left[s].min(open);
                self.others_left[s] = 0;
            }
            self.unfilled[s] = open;
        }
        broken
    }

    /// Gives up to `want` lessons of a subject more.
    fn fill(&mut self, place: &Place, s: usize, mut want: i32) {
        if want <= 0 {
            return;
        }
        self.unfilled[s] -= want;
        for &g in &place.serves[s] {
            if place.staff[g].subject == s {
                let lessons = self.all[g].min(want);
                self.all[g] -= lessons;
                self.give(g, s, lessons);
                want -= lessons;
            }
        }
        let others = self.others_left[s].min(want);
        self.others_left[s] -= others;
        want -= others;
        while want > 0 {
            match self.augment(place, s, want) {
                0 => break,
                more => want -= more,
            }
        }
        self.unfilled[s] += want;
    }

    fn give(&mut self, g: usize, s: usize, more: i32) {
        self.lessons[g][s] += more;
        if self.lessons[g][s] > 0 {
            self.gives[g] |= 1 << s;
        } else {
            self.gives[g] &= !(1 << s);
        }
    }

    /// Lessons of `s` along one path: somebody gives it who may leave another subject to somebody else, and so on.
    fn augment(&mut self, place: &Place, s: usize, want: i32) -> i32 {
        if self.dead & (1 << s) != 0 {
            return 0;
        }
        let mut from = [(usize::MAX, usize::MAX); N];
        let mut queue = [0usize; N];
        let (mut seen, mut next, mut end) = (self.dead | 1 << s, 0, 1);
        queue[0] = s;
        while next < end {
            let t = queue[next];
            next += 1;
            for &g in &place.serves[t] {
                let is_main = place.staff[g].subject == t;
                if self.all[g] > 0 && (is_main || self.second[g] > 0) {
                    return self.shift(place, s, want, (t, g), &from);
                }
                let mut others = self.gives[g] & !seen;
                if !is_main && self.second[g] <= 0 {
                    others &= !(1 << place.staff[g].subject);
                }
                while others != 0 {
                    let other = others.trailing_zeros() as usize;
                    others &= others - 1;
                    seen |= 1 << other;
                    from[other] = (t, g);
                    queue[end] = other;
                    end += 1;
                }
            }
        }
        // Whom these subjects reach gives all that he can, and later paths do not pass here.
        self.dead = seen;
        0
    }

    /// Moves lessons along a path found: `g` gives more of `t`, and back along `from` each leaves one subject for another.
    fn shift(
        &mut self,
        place: &Place,
        s: usize,
        want: i32,
        (t, g): (usize, usize),
        from: &[(usize, usize); N],
    ) -> i32 {
        let main = |g: usize| place.staff[g].subject;
        let mut most = want.min(self.all[g]);
        if main(g) != t {
            most = most.min(self.second[g]);
        }
        let mut at = t;
        while at != s {
            let (to, g) = from[at];
            most = most.min(self.lessons[g][at]);
            if main(g) == at {
                most = most.min(self.second[g]);
            }
            at = to;
        }
        self.all[g] -= most;
        self.second[g] -= if main(g) == t { 0 } else { most };
        self.give(g, t, most);
        let mut at = t;
        while at != s {
            let (to, g) = from[at];
            self.give(g, at, -most);
            self.give(g, to, most);
            if main(g) == at {
                self.second[g] -= most;
            } else if main(g) == to {
                self.second[g] += most;
            }
            at = to;
        }
        most
    }
}

#[cfg(test)]
mod tests;
