//! New teachers are recruited into vacant posts, where they are needed most (S 001: all recruits to rural schools and in
//! shortage subjects, one year's probation; S 004: 120 recruits to weak schools).

use super::counting::Schools;
use super::{Breach, Rule, Strength, config, say};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Recruits};
use crate::domain::supply::recruit_load;
use crate::domain::words::{Degree, Outlook, Subject};
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Mark, Measure, Rows};
use crate::model::supply::{self, Bring, Supply};
use rust_decimal::Decimal;
use serde::Deserialize;

pub const CODE: &str = "recruitment";

/// People recruited in all ≤ `max`; at each school ≤ its vacant posts (posts − people of the table, none below 0; blank
/// posts = no limit); of a unit and subject ≤ ⌈need ÷ base load⌉. They go to schools in `to` with an outlook listed, for
/// a subject listed, give that subject alone with its base load, and on probation neither rotate nor teach elsewhere.
/// Each costs `yuan` a year beyond what the post carries, and holds `degree`.
///
/// Example: a village school with 2 of 9 posts vacant that needs 20 art lessons a week gets ⌈20 ÷ 18⌉ = 2 at most.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recruitment {
    pub max: u32,
    pub to: Schools,
    #[serde(deserialize_with = "config::words")]
    pub subjects: Vec<Subject>,
    #[serde(deserialize_with = "config::words")]
    pub outlook: Vec<Outlook>,
    pub within_posts: bool,
    #[serde(deserialize_with = "config::one_word")]
    pub degree: Degree,
    #[serde(deserialize_with = "config::amount")]
    pub yuan: Decimal,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

impl Recruitment {
    /// Most people of a subject at a unit by its need: ⌈need ÷ base load⌉; 0 where none may go.
    pub fn most_at(&self, instance: &Instance, unit: UnitIndex, subject: Subject) -> u32 {
        let school = instance.school_of(unit);
        let open = self.to.contain(school)
            && self.outlook.contains(&school.outlook)
            && self.subjects.contains(&subject);
        let need = instance.unit(unit).need[subject.index()];
        match recruit_load(instance, unit, subject) {
            load if open && load > 0 => need.div_ceil(load),
            _ => 0,
        }
    }

    /// Vacant posts of each school; `None` = no limit.
    pub fn vacant(&self, instance: &Instance) -> Vec<Option<u32>> {
        let mut staff = vec![0_u32; instance.schools.len()];
        for (unit, n) in instance.units.iter().zip(instance.staff()) {
            staff[unit.school.0] += n as u32;
        }
        let vacant = |(school, staff): (&crate::domain::school::School, u32)| {
            let posts = school.posts.filter(|_| self.within_posts)?;
            Some(posts.saturating_sub(staff))
        };
        instance.schools.iter().zip(staff).map(vacant).collect()
    }

    fn over_subject(&self, instance: &Instance, row: &Recruits) -> Option<Breach> {
        let most = self.most_at(instance, row.unit, row.subject);
        let place = say::unit_subject(instance, row.unit, row.subject);
        let n = row.posts;
        (n > most).then(|| {
            breach(
                n - most,
                format!("{} 至多招聘 {most} 人，方案招聘 {n} 人", place.zh),
                format!(
                    "{} may recruit {most} people at most, the plan has {n}",
                    place.en
                ),
            )
        })
    }
}

fn breach(amount: u32, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount: u64::from(amount),
        message: Text::new(zh, en),
    }
}

fn total(rows: &[Recruits]) -> u32 {
    rows.iter()
        .fold(0, |sum, row| sum.saturating_add(row.posts))
}

impl Rule for Recruitment {
    head!();

    fn sentence(&self) -> Text {
        let (max, to, subjects) = (self.max, self.to.said(), say::list(&self.subjects));
        let (yuan, within) = (self.yuan, self.within_posts);
        let (zh, en) = if within {
            ("空编内", " into vacant posts")
        } else {
            ("", "")
        };
        Text::new(
            format!(
                "{zh}招聘不超过 {max} 人，到{}任教{}，试用期内不交流，每人每年另需 {yuan} 元",
                to.zh, subjects.zh
            ),
            format!(
                "no more than {max} people are recruited{en}, to {}, for {}; on probation they stay, and each costs {yuan} yuan a year more",
                to.en, subjects.en
            ),
        )
    }

    fn add_supply(&self, instance: &Instance, rows: &mut Rows) {
        let vacant = self.vacant(instance);
        for unit in instance.unit_indices() {
            let school = instance.unit(unit).school;
            for subject in Subject::taught() {
                let mut most = self.most_at(instance, unit, subject);
                if !rows.is_soft() {
                    let vacant = vacant[school.0].unwrap_or(self.max);
                    most = most.min(self.max).min(vacant);
                }
                if most == 0 {
                    continue;
                }
                let higher = self.degree >= instance.unit(unit).stage.higher_degree();
                let mut heads = [0.0; 3];
                heads[Mark::HigherDegree as usize] = f64::from(u8::from(higher));
                heads[Mark::PeArts as usize] = f64::from(u8::from(rows.pe_arts.contains(&subject)));
                let (bring, load) = (
                    Bring::Recruits(self.degree),
                    recruit_load(instance, unit, subject),
                );
                let people = Supply {
                    heads,
                    yuan: self.yuan,
                    ..Supply::new(CODE, bring, unit, subject, load)
                };
                supply::add(rows, people, f64::from(most));
            }
        }
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for (s, vacant) in self.vacant(instance).into_iter().enumerate() {
            let Some(vacant) = vacant else { continue };
            let here = |supply: &Supply| instance.unit(supply.unit).school == SchoolIndex(s);
            let people = rows.supplied(CODE, |supply| f64::from(u8::from(here(supply))));
            if people.is_empty() {
                continue;
            }
            let (name, most) = (format!("{CODE}_posts_{s}"), f64::from(vacant));
            rows.at_most(name, Binds::District, people, most, Measure::People);
        }
        let all = rows.supplied(CODE, |_| 1.0);
        let (name, most) = (format!("{CODE}_max"), f64::from(self.max));
        rows.at_most(name, Binds::County, all, most, Measure::People);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let rows = &plan.recruitment;
        let mut breaches: Vec<_> = rows
            .iter()
            .filter_map(|row| self.over_subject(instance, row))
            .collect();
        for row in rows.iter().filter(|row| row.degree != self.degree) {
            let place = say::unit_subject(instance, row.unit, row.subject);
            breaches.push(breach(
                row.posts,
                format!("{} 招聘人员的学历不是规定学历", place.zh),
                format!("recruits at {} do not hold the degree asked for", place.en),
            ));
        }
        for (s, vacant) in self.vacant(instance).into_iter().enumerate() {
            let here: Vec<_> = rows
                .iter()
                .filter(|row| instance.unit(row.unit).school.0 == s)
                .copied()
                .collect();
            let (n, school) = (total(&here), say::school(instance, SchoolIndex(s)));
            if let Some(vacant) = vacant.filter(|&vacant| n > vacant) {
                breaches.push(breach(
                    n - vacant,
                    format!("{school} 空编 {vacant} 个，方案招聘 {n} 人"),
                    format!("{school} has {vacant} vacant posts, the plan recruits {n}"),
                ));
            }
        }
        let (n, max) = (total(rows), self.max);
        if n > max {
            breaches.push(breach(
                n - max,
                format!("招聘 {n} 人，超过 {max} 人"),
                format!("{n} people are recruited, over {max}"),
            ));
        }
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::words::{Outlook, Subject};
    use crate::rules::testing::{check, county, need, rules};

    #[test]
    fn recruits_go_where_the_scenario_says_and_no_more_than_need_asks() {
        // C is rural and needs ten lessons of each subject: one recruit of 16 or 18 lessons a week.
        let county = county(|_| {});
        let text = "[recruitment]\nmax = 2";
        let cases = [
            ("C+art:1", 0),
            ("C+art:2", 1),
            ("C+art:1 C+music:1", 0),
            ("C+art:1 C+music:1 C+pe:1", 1),
            ("C+maths:1", 1),
            ("B+art:1", 1),
        ];
        check(&county, text, &cases);
        let wide =
            format!("{text}\nsubjects = [\"maths\"]\nto = {{ tiers = [\"town\", \"rural\"] }}");
        check(
            &county,
            &wide,
            &[("B+maths:1 C+maths:1", 0), ("C+art:1", 1)],
        );
    }

    /// The base load of art is eighteen lessons a week.
    #[test]
    fn a_second_recruit_is_for_what_one_load_leaves() {
        let needed =
            |lessons| county(move |parts| parts.needs.push(need(2, Subject::Art, lessons)));
        let text = "[recruitment]\nmax = 9";
        for (lessons, amount) in [(17, 1), (18, 1), (19, 0)] {
            check(
                &needed(lessons),
                text,
                &[("C+art:2", amount), ("C+art:1", 0)],
            );
        }
    }

    #[test]
    fn vacant_posts_bind_and_blank_posts_do_not() {
        // Three people serve at C.
        let with = |posts| county(move |parts| parts.schools[2].posts = posts);
        let text = "[recruitment]\nmax = 9";
        let two = "C+art:1 C+music:1";
        check(&with(Some(6)), text, &[(two, 0)]);
        check(&with(Some(5)), text, &[(two, 0)]);
        check(&with(Some(4)), text, &[(two, 1)]);
        check(&with(Some(1)), text, &[(two, 2)]);
        check(&with(None), text, &[(two, 0)]);
        let loose = format!("{text}\nwithin_posts = false");
        check(&with(Some(1)), &loose, &[(two, 0)]);
    }

    #[test]
    fn nobody_is_recruited_for_a_closing_school() {
        let county = county(|parts| parts.schools[2].outlook = Outlook::Closing);
        check(&county, "[recruitment]\nmax = 9", &[("C+art:1", 1)]);
        assert!(rules("[recruitment]\nmax = 9").recruitment.is_some());
    }
}
