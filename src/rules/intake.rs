//! A school takes in no more than it can hold: share of its staff, posts, beds, its outlook, and only where needed.

use super::{Breach, Rule, Strength, config, postings, say};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::share::Share;
use crate::domain::words::Outlook;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Move, Rows};
use serde::Deserialize;

pub const CODE: &str = "intake";

/// Arrivals of a unit ≤ ⌈max_in_share × its staff⌉ (no staff = no cap); with `within_posts` school staff after ≤
/// max(posts, staff before); arrivals from beyond `housing_minutes` ≤ beds; only schools of an `outlook` listed and,
/// with `where_needed`, only for a subject with need there. Blank posts or beds = no limit.
///
/// Example: a school of 11 people and 20 % takes in 3.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    #[serde(deserialize_with = "config::share")]
    pub max_in_share: Share,
    pub within_posts: bool,
    pub where_needed: bool,
    /// Minutes one way from which a bed is taken, exclusive.
    pub housing_minutes: u32,
    #[serde(deserialize_with = "config::words")]
    pub outlook: Vec<Outlook>,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

impl Intake {
    /// The most arrivals of each unit; `None` = no cap.
    pub fn most_arrivals(&self, instance: &Instance) -> Vec<Option<usize>> {
        let cap = |&staff: &usize| (staff > 0).then(|| self.max_in_share.of(staff));
        instance.staff().iter().map(cap).collect()
    }

    /// The most people of each school, all its units together; `None` = no limit.
    pub fn most_staff(&self, instance: &Instance) -> Vec<Option<usize>> {
        let staff = school_staff(instance);
        let limit = |school: usize| {
            let posts = instance.schools[school]
                .posts
                .filter(|_| self.within_posts)?;
            Some((posts as usize).max(staff[school]))
        };
        (0..instance.schools.len()).map(limit).collect()
    }

    /// Whether somebody posted so needs a bed.
    pub fn needs_bed(&self, instance: &Instance, posting: &Posting) -> bool {
        instance
            .minutes_between(posting.from, posting.to)
            .is_none_or(|minutes| minutes > self.housing_minutes)
    }

    /// Posts and beds, by school.
    fn add_school_rows(&self, instance: &Instance, rows: &mut Rows) {
        let (most_staff, staff) = (self.most_staff(instance), school_staff(instance));
        for school in (0..instance.schools.len()).map(SchoolIndex) {
            let units: Vec<_> = instance.units_of(school).collect();
            if let Some(most) = most_staff[school.0] {
                let mut net = Vec::new();
                for &unit in &units {
                    net.extend(rows.arriving(unit, |_| 1.0));
                    net.extend(rows.leaving(unit, |_| -1.0));
                }
                let name = format!("{CODE}_posts_{}", school.0);
                let most = most as f64 - staff[school.0] as f64;
                rows.at_most(name, Binds::District, net, most, Measure::People);
            }
            if let Some(beds) = instance.school(school).housing {
                let far = rows.people_into(&units, |posting| {
                    let teacher = rows.classes[posting.class].members[0];
                    let Move {
                        from, to, subject, ..
                    } = *posting;
                    self.needs_bed(
                        instance,
                        &Posting {
                            teacher,
                            from,
                            to,
                            subject,
                        },
                    )
                });
                let name = format!("{CODE}_beds_{}", school.0);
                rows.at_most(name, Binds::County, far, f64::from(beds), Measure::People);
            }
        }
    }

    fn is_open(&self, instance: &Instance, posting: &Posting) -> bool {
        self.outlook
            .contains(&instance.school_of(posting.to).outlook)
    }

    fn is_needed(&self, instance: &Instance, posting: &Posting) -> bool {
        !self.where_needed || instance.unit(posting.to).need[posting.subject.index()] > 0
    }

    fn wrong_posting(&self, instance: &Instance, posting: &Posting) -> Option<Breach> {
        let person = say::person(instance, posting.teacher);
        let message = if !self.is_open(instance, posting) {
            let school = say::school(instance, instance.unit(posting.to).school);
            let outlook = instance.school_of(posting.to).outlook;
            let outlook = say::list(&[outlook]);
            Text::new(
                format!(
                    "{person} 调入 {school}，该校（{}）不接收交流教师",
                    outlook.zh
                ),
                format!(
                    "{person} is posted to {school}, which takes in nobody ({})",
                    outlook.en
                ),
            )
        } else if !self.is_needed(instance, posting) {
            let place = say::unit_subject(instance, posting.to, posting.subject);
            Text::new(
                format!("{person} 派往 {}，该学科无课时需求", place.zh),
                format!(
                    "{person} is posted to {}, where the subject has no need",
                    place.en
                ),
            )
        } else {
            return None;
        };
        Some(Breach {
            rule: CODE,
            amount: 1,
            message,
        })
    }

    fn crowded_units(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut arrivals = vec![0; instance.units.len()];
        for posting in postings(instance, plan) {
            arrivals[posting.to.0] += 1;
        }
        let most = self.most_arrivals(instance);
        let over = instance.unit_indices().filter_map(|unit| {
            let (n, most) = (arrivals[unit.0], most[unit.0]?);
            let unit = say::unit(instance, unit);
            (n > most).then(|| Breach {
                rule: CODE,
                amount: (n - most) as u64,
                message: Text::new(
                    format!("{} 至多调入 {most} 人，实际 {n} 人", unit.zh),
                    format!(
                        "{} may take in no more than {most} people, it takes in {n}",
                        unit.en
                    ),
                ),
            })
        });
        over.collect()
    }

    fn crowded_schools(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut staff = school_staff(instance);
        let mut guests = vec![0; instance.schools.len()];
        for posting in postings(instance, plan) {
            let to = instance.unit(posting.to).school.0;
            staff[instance.unit(posting.from).school.0] -= 1;
            staff[to] += 1;
            guests[to] += usize::from(self.needs_bed(instance, &posting));
        }
        let most = self.most_staff(instance);
        let mut breaches = Vec::new();
        for (s, school) in instance.schools.iter().enumerate() {
            let name = say::school(instance, SchoolIndex(s));
            if let Some(most) = most[s].filter(|&most| staff[s] > most) {
                breaches.push(over_posts(&name, staff[s], most));
            }
            let beds = school.housing.map(|beds| beds as usize);
            if let Some(beds) = beds.filter(|&beds| guests[s] > beds) {
                breaches.push(over_beds(&name, guests[s], beds));
            }
        }
        breaches
    }
}

fn school_staff(instance: &Instance) -> Vec<usize> {
    let mut staff = vec![0; instance.schools.len()];
    for (unit, n) in instance.units.iter().zip(instance.staff()) {
        staff[unit.school.0] += n;
    }
    staff
}

fn over_posts(school: &str, staff: usize, most: usize) -> Breach {
    Breach {
        rule: CODE,
        amount: (staff - most) as u64,
        message: Text::new(
            format!("{school} 交流后教职工 {staff} 人，超过可容 {most} 人（编制）"),
            format!("{school} has {staff} people afterwards, over its {most} (posts)"),
        ),
    }
}

fn over_beds(school: &str, guests: usize, beds: usize) -> Breach {
    Breach {
        rule: CODE,
        amount: (guests - beds) as u64,
        message: Text::new(
            format!("{school} 有 {guests} 人需要周转房，只有 {beds} 张床位"),
            format!("{school} needs beds for {guests} people, it has {beds}"),
        ),
    }
}

impl Rule for Intake {
    head!();

    fn sentence(&self) -> Text {
        let (share, minutes) = (self.max_in_share, self.housing_minutes);
        let outlook = say::list(&self.outlook);
        let mut zh = vec![
            format!("每校每学段调入不超过教职工的 {share}"),
            format!("单程超过 {minutes} 分钟者须有周转房"),
            format!("只调入保留类型为{}的学校", outlook.zh),
        ];
        let mut en = vec![
            format!("a unit takes in no more than {share} of its staff"),
            format!("people from beyond {minutes} minutes need a bed"),
            format!("only schools that are {} take people in", outlook.en),
        ];
        if self.within_posts {
            zh.push("不超编制".into());
            en.push("within posts".into());
        }
        if self.where_needed {
            zh.push("只派往有该学科课时需求的学校".into());
            en.push("only where the subject has need".into());
        }
        Text::new(zh.join("；"), en.join("; "))
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        self.is_open(instance, posting) && self.is_needed(instance, posting)
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let most = self.most_arrivals(instance);
        for unit in instance.unit_indices() {
            let Some(most) = most[unit.0].map(|most| most as f64) else {
                continue;
            };
            if !rows.is_soft() {
                rows.most_arrivals[unit.0] = most;
            }
            let arriving = rows.arriving(unit, |_| 1.0);
            let name = format!("{CODE}_arrivals_{}", unit.0);
            rows.at_most(name, Binds::Unit(unit), arriving, most, Measure::People);
        }
        self.add_school_rows(instance, rows);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let wrong =
            postings(instance, plan).filter_map(|posting| self.wrong_posting(instance, &posting));
        let mut breaches: Vec<_> = wrong.collect();
        breaches.extend(self.crowded_units(instance, plan));
        breaches.extend(self.crowded_schools(instance, plan));
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::words::{Outlook, Subject};
    use crate::rules::testing::{check, county, need};

    #[test]
    fn arrivals_are_a_share_of_the_staff_rounded_up() {
        let county = county(|_| {});
        let text = "[intake]\nmax_in_share = \"34%\"";
        let cases = [
            ("T0>C:pe T1>C:music", 0),
            ("T0>C:pe T1>C:music T2>C:art", 1),
            ("T0>B:pe", 0),
            ("T0>B:pe T7>B:maths", 1),
        ];
        check(&county, text, &cases);
    }

    #[test]
    fn a_unit_without_staff_has_no_cap() {
        let county = county(|parts| {
            for teacher in &mut parts.teachers[5..] {
                teacher.school.0 = 0;
            }
        });
        check(
            &county,
            "[intake]",
            &[("T5>B:music T6>B:maths T7>B:maths", 0)],
        );
    }

    #[test]
    fn posts_bind_where_the_post_moves_along_but_nobody_is_sent_away() {
        let county = county(|parts| {
            parts.schools[1].posts = Some(3);
            parts.schools[2].posts = Some(1);
        });
        let text = "[intake]\nmax_in_share = 1.0\nwithin_posts = true";
        let cases = [
            ("T0>B:pe", 0),
            ("T0>B:pe T1>B:music", 1),
            ("T0>B:pe T1>B:music T5>A:music", 0),
            ("T0>C:pe", 1),
            ("T0>C:pe T7>B:maths", 0),
        ];
        check(&county, text, &cases);
        check(
            &county,
            "[intake]\nmax_in_share = 1.0",
            &[("T0>B:pe T1>B:music", 0)],
        );
    }

    #[test]
    fn beds_are_for_those_from_beyond_the_minutes() {
        let county = county(|parts| parts.schools[2].housing = Some(1));
        let cases = [("T0>C:pe T5>C:music", 0), ("T0>C:pe T1>C:music", 1)];
        // A lies 50 minutes off, B 30.
        check(&county, "[intake]\nmax_in_share = 1.0", &cases);
        check(
            &county,
            "[intake]\nmax_in_share = 1.0\nhousing_minutes = 50",
            &[("T0>C:pe T1>C:music", 0)],
        );
        check(
            &county,
            "[intake]\nmax_in_share = 1.0\nhousing_minutes = 29",
            &[("T0>C:pe T5>C:music", 1)],
        );
    }

    #[test]
    fn only_open_schools_and_needed_subjects() {
        let county = county(|parts| {
            parts.schools[2].outlook = Outlook::Closing;
            parts.needs.push(need(1, Subject::Pe, 0));
        });
        let text = "[intake]\nmax_in_share = 1.0";
        check(
            &county,
            text,
            &[("T0>C:pe", 1), ("T0>B:pe", 1), ("T1>B:music", 0)],
        );
        check(
            &county,
            &format!("{text}\nwhere_needed = false"),
            &[("T0>B:pe", 0)],
        );
    }
}
