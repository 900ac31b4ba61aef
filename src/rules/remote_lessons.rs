//! Remote lessons (专递课堂, S 003): a specialist at the hub teaches linked village classes at the same time, with a helper in
//! their room.

use super::circle::Within;
use super::{Breach, Rule, Strength, config, counting::Schools, say};
use crate::domain::coverage::{Covered, coverage};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Subject, Word};
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::remote;
use crate::model::rows::{Measure, Rows};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "remote_lessons";

/// Lessons of one of `subjects` that a unit of the same stage gets from another: its hub (`within = "hub"`), or a school of
/// a higher tier in the same circle; the receiver lies in `to`. All lessons that a unit sends of a subject ≤ `classes` ×
/// what its own specialists give at home; none beyond the receiver's need. In the room a helper who serves there and is
/// not posted gives an hour of his load for each. A remote lesson is covered, but not by a specialist of the receiver.
/// Each costs `yuan_per_lesson` a week, for the weeks of `[money]`. Its strength is always `must`.
///
/// Example: with `classes = 2`, a music teacher's 12 lessons at the hub fill up to 24 in village classes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoteLessons {
    pub within: Within,
    pub to: Schools,
    #[serde(deserialize_with = "config::words")]
    pub subjects: Vec<Subject>,
    /// Linked classes at a time, beside the one in the hub.
    pub classes: u32,
    #[serde(deserialize_with = "config::amount")]
    pub yuan_per_lesson: Decimal,
    /// Read, and always taken as `must`.
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

impl RemoteLessons {
    /// Whether a unit may send lessons of a subject to another.
    pub fn links(
        &self,
        instance: &Instance,
        from: UnitIndex,
        to: UnitIndex,
        subject: Subject,
    ) -> bool {
        let (hub, village) = (instance.unit(from), instance.unit(to));
        let (sender, receiver) = (instance.school_of(from), instance.school_of(to));
        let joined = match self.within {
            Within::Hub => receiver.hub == Some(hub.school),
            within => {
                sender.tier < receiver.tier && within.joins(instance, hub.school, village.school)
            }
        };
        joined
            && hub.school != village.school
            && hub.stage == village.stage
            && self.to.contain(receiver)
            && self.subjects.contains(&subject)
            && hub.need[subject.index()] > 0
            && village.need[subject.index()] > 0
    }

    /// Every link of the county: from, to, subject.
    pub fn all_links(&self, instance: &Instance) -> Vec<(UnitIndex, UnitIndex, Subject)> {
        let mut links = Vec::new();
        for from in instance.unit_indices() {
            for to in instance.unit_indices() {
                let subjects = Subject::taught();
                let linked = subjects.filter(|&s| self.links(instance, from, to, s));
                links.extend(linked.map(|subject| (from, to, subject)));
            }
        }
        links
    }

    /// Yuan a year of some remote lessons a week.
    pub fn yuan(&self, instance: &Instance, lessons: u32) -> Decimal {
        self.yuan_per_lesson * instance.settings.money.weeks * Decimal::from(lessons)
    }
}

fn breach(amount: u32, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount: u64::from(amount),
        message: Text::new(zh, en),
    }
}

/// Lessons sent by each unit of each subject.
fn sent(plan: &Plan) -> BTreeMap<(UnitIndex, Subject), u32> {
    let mut sent: BTreeMap<_, u32> = BTreeMap::new();
    for row in &plan.remote {
        let lessons = sent.entry((row.from, row.subject)).or_default();
        *lessons = lessons.saturating_add(row.lessons);
    }
    sent
}

/// Lessons that a unit's own specialists give there: those of visitors left out.
fn own(plan: &Plan, covered: &Covered, unit: UnitIndex, subject: Subject) -> u32 {
    let visits = plan.itinerant.iter();
    let visits = visits.filter(|row| row.to == unit && row.subject == subject);
    let visited = visits.fold(0_u32, |sum, row| sum.saturating_add(row.lessons));
    covered.specialists.saturating_sub(visited)
}

impl Rule for RemoteLessons {
    fn code(&self) -> &'static str {
        CODE
    }

    /// Who teaches whom is either allowed or not.
    fn strength(&self) -> Strength {
        Strength::Must
    }

    fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    fn sentence(&self) -> Text {
        let (within, to) = (self.within.said(), self.to.said());
        let subjects = say::list(&self.subjects);
        let (classes, yuan) = (self.classes, self.yuan_per_lesson);
        Text::new(
            format!(
                "同一{}内的专任教师为{}学校同步上{}课，每课至多带 {classes} 个班，课堂有助教，每节 {yuan} 元",
                within.zh, to.zh, subjects.zh
            ),
            format!(
                "specialists of the same {} teach {} for up to {classes} linked classes of {} schools at a time, a helper in the room, {yuan} yuan a lesson",
                within.en, subjects.en, to.en
            ),
        )
    }

    fn add_supply(&self, instance: &Instance, rows: &mut Rows) {
        let links = self.all_links(instance);
        let yuan = self.yuan(instance, 1);
        for (from, to, subject) in links {
            let need = instance.unit(to).need[subject.index()];
            remote::add(rows, (from, to), subject, f64::from(need), yuan);
        }
    }

    fn add_rows(&self, _instance: &Instance, rows: &mut Rows) {
        let mut sent: BTreeMap<(UnitIndex, Subject), Terms> = BTreeMap::new();
        for link in &rows.remotes {
            let terms = sent.entry((link.from, link.subject)).or_default();
            terms.push((link.lessons, 1.0));
        }
        for ((unit, subject), mut terms) in sent {
            let times = -f64::from(self.classes);
            let own = rows.own_lessons[unit.0][subject.index()].iter();
            terms.extend(own.map(|&lessons| (lessons, times)));
            let name = format!("{CODE}_{}_{}", unit.0, subject.code());
            rows.at_most(name, Binds::District, terms, 0.0, Measure::Lessons);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut breaches = Vec::new();
        for row in &plan.remote {
            if !self.links(instance, row.from, row.to, row.subject) {
                let from = say::unit(instance, row.from);
                let to = say::unit_subject(instance, row.to, row.subject);
                breaches.push(breach(
                    row.lessons.max(1),
                    format!("{} 不得为 {} 上专递课堂", from.zh, to.zh),
                    format!("{} may not give remote lessons to {}", from.en, to.en),
                ));
            }
        }
        let covered = coverage(instance, plan);
        for ((unit, subject), n) in sent(plan) {
            let given = own(plan, &covered[unit.0][subject.index()], unit, subject);
            let most = given.saturating_mul(self.classes);
            if n > most {
                let place = say::unit_subject(instance, unit, subject);
                breaches.push(breach(
                    n - most,
                    format!("{} 专任授课 {given} 节，却带远程 {n} 节", place.zh),
                    format!(
                        "{}: its specialists give {given} lessons, {n} remote ones hang on them",
                        place.en
                    ),
                ));
            }
        }
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ids::SchoolIndex;
    use crate::domain::instance::Instance;
    use crate::domain::words::{Subject, Tier};
    use crate::rules::testing::{check, county, need};

    /// C names A as its hub, and one of its maths teachers has ten lessons to spare.
    fn linked() -> Instance {
        county(|parts| {
            parts.schools[2].hub = Some(SchoolIndex(0));
            parts.needs.push(need(2, Subject::Maths, 10));
        })
    }

    #[test]
    fn the_hub_sends_what_its_specialists_give_times_the_classes() {
        let text = "[remote_lessons]";
        let cases = [
            ("A*C:art:10:T7", 0),
            ("A*C:music:6:T7 A*C:art:4:T7", 0),
            // T2 is posted away: nobody gives art at A.
            ("T2>B:art A*C:art:4:T7", 4),
            // B is no hub of C's, and A none of B's.
            ("B*C:music:2:T7", 2),
            ("A*B:art:2:T6", 2),
            // Maths is none of the subjects.
            ("A*C:maths:2:T7", 2),
        ];
        check(&linked(), text, &cases);
        let wide = format!("{text}\nwithin = \"district\"");
        check(
            &linked(),
            &wide,
            &[("B*C:music:2:T7", 0), ("A*C:art:2:T7", 0)],
        );
    }

    #[test]
    fn each_lesson_reaches_so_many_classes() {
        let county = county(|parts| {
            parts.schools[2].hub = Some(SchoolIndex(0));
            parts.needs.push(need(0, Subject::Art, 3));
        });
        for classes in 1..=3 {
            let text = format!("[remote_lessons]\nclasses = {classes}");
            for (lessons, over) in [(3 * classes - 1, 0), (3 * classes, 0), (3 * classes + 1, 1)] {
                check(&county, &text, &[(&format!("A*C:art:{lessons}:T7"), over)]);
            }
        }
    }

    /// Of A's three lessons of art a visitor gives some: only her own specialist's count.
    #[test]
    fn a_visitors_lessons_reach_no_class() {
        let county = county(|parts| {
            parts.schools[2].hub = Some(SchoolIndex(0));
            parts.teachers[5].subject = Subject::Art;
            parts.teachers[2].max_lessons = Some(1);
            parts.needs.push(need(0, Subject::Art, 3));
        });
        let cases = [
            ("T5~A:art:2 A*C:art:1:T7", 0),
            ("T5~A:art:2 A*C:art:2:T7", 0),
            ("T5~A:art:2 A*C:art:3:T7", 1),
        ];
        check(&county, "[remote_lessons]", &cases);
    }

    /// In a circle lessons come from a higher tier: an equal one and a lower one may not send them.
    #[test]
    fn in_a_circle_the_sender_is_of_a_higher_tier() {
        let text = "[remote_lessons]\nwithin = \"district\"\nto = { tiers = [\"town\"] }";
        for (tier, broken) in [(Tier::Urban, 0), (Tier::Town, 2), (Tier::Rural, 2)] {
            let county = county(|parts| parts.schools[0].tier = tier);
            check(&county, text, &[("A*B:art:2:T6", broken)]);
        }
    }

    /// Just one lesson needed is a link, none is not.
    #[test]
    fn both_ends_need_the_subject() {
        for (lessons, broken) in [(0, 1), (1, 0), (2, 0)] {
            let county = county(|parts| {
                parts.schools[2].hub = Some(SchoolIndex(0));
                parts.needs.push(need(2, Subject::Art, lessons));
            });
            check(&county, "[remote_lessons]", &[("A*C:art:1:T7", broken)]);
        }
    }
}
