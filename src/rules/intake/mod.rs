//! A school takes in no more than it can hold: share of its staff, posts, beds, its outlook, and only where needed.

mod recount;
#[cfg(test)]
mod tests;

use super::{Breach, Rule, Strength, config, posts, say};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::school::School;
use crate::domain::share::Share;
use crate::domain::words::Outlook;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Move, Rows};
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "intake";

/// Arrivals of a unit ≤ ⌈max_in_share × its people in the table⌉ (nobody = no cap); with `within_posts` school staff after ≤
/// max(posts, staff before), recruits counted, or with `posts_pool` that of all schools of a district or group; arrivals from beyond `housing_minutes` ≤ beds; only schools of an `outlook` listed and,
/// with `where_needed`, only for a subject with need there. Blank posts or beds = no limit.
///
/// Example: a school of 11 people and 20 % takes in 3.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    #[serde(deserialize_with = "config::share")]
    pub max_in_share: Share,
    pub within_posts: bool,
    /// Whose posts limit together.
    pub posts_pool: Pool,
    pub where_needed: bool,
    /// Minutes one way from which a bed is taken, exclusive.
    pub housing_minutes: u32,
    #[serde(deserialize_with = "config::words")]
    pub outlook: Vec<Outlook>,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
    /// Leaves `max_in_share` out, to see what the rest of the rule asks by itself.
    #[serde(skip)]
    uncapped: bool,
}

/// Whose posts are one: each school's own, or those of all schools of a district or group (无校籍管理).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pool {
    School,
    District,
    Group,
}

impl Pool {
    /// What schools of one pool share; `None` = a school by itself.
    fn key(self, school: &School) -> Option<&String> {
        match self {
            Self::School => None,
            Self::District => school.district.as_ref(),
            Self::Group => school.group.as_ref(),
        }
    }
}

/// Schools whose posts count together, and the most people there.
struct Posts {
    schools: Vec<SchoolIndex>,
    most: usize,
}

impl Intake {
    /// The rule without its cap on arrivals.
    pub fn without_cap(self) -> Self {
        Self {
            uncapped: true,
            ..self
        }
    }

    /// The most arrivals of each unit; `None` = no cap.
    pub fn most_arrivals(&self, instance: &Instance) -> Vec<Option<usize>> {
        let capped = |&staff: &usize| staff > 0 && !self.uncapped;
        let cap = |staff: &usize| capped(staff).then(|| self.max_in_share.of(*staff));
        instance.listed().iter().map(cap).collect()
    }

    /// The pools of schools that posts limit: max(posts, staff) of each; one with blank posts somewhere has no limit.
    fn pools(&self, instance: &Instance) -> Vec<Posts> {
        let staff = school_staff(instance);
        let mut pools: Vec<Vec<SchoolIndex>> = Vec::new();
        let mut at: BTreeMap<&String, usize> = BTreeMap::new();
        for (i, school) in instance.schools.iter().enumerate() {
            let key = self.posts_pool.key(school);
            match key.and_then(|key| at.get(key)) {
                Some(&pool) => pools[pool].push(SchoolIndex(i)),
                None => {
                    if let Some(key) = key {
                        at.insert(key, pools.len());
                    }
                    pools.push(vec![SchoolIndex(i)]);
                }
            }
        }
        let limited = |schools: Vec<SchoolIndex>| {
            let posts = schools.iter().map(|&school| instance.school(school).posts);
            let posts = posts.sum::<Option<u32>>().filter(|_| self.within_posts)?;
            let people: usize = schools.iter().map(|school| staff[school.0]).sum();
            let most = people.max(posts as usize);
            Some(Posts { schools, most })
        };
        pools.into_iter().filter_map(limited).collect()
    }

    /// Whether somebody posted so needs a bed.
    pub fn needs_bed(&self, instance: &Instance, posting: &Posting) -> bool {
        posting
            .minutes(instance)
            .is_none_or(|minutes| minutes > self.housing_minutes)
    }

    /// Posts of each pool.
    fn add_posts_rows(&self, instance: &Instance, rows: &mut Rows) {
        let staff = school_staff(instance);
        for pool in self.pools(instance) {
            let units = pool.schools.iter().flat_map(|&s| instance.units_of(s));
            let net = posts::net(rows, units);
            let name = format!("{CODE}_posts_{}", pool.schools[0].0);
            let people: usize = pool.schools.iter().map(|school| staff[school.0]).sum();
            let most = pool.most as f64 - people as f64;
            rows.at_most(name, Binds::District, net, most, Measure::People);
        }
    }

    /// Beds of each school.
    fn add_beds_rows(&self, instance: &Instance, rows: &mut Rows) {
        for school in (0..instance.schools.len()).map(SchoolIndex) {
            let units: Vec<_> = instance.units_of(school).collect();
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
}

fn school_staff(instance: &Instance) -> Vec<usize> {
    let mut staff = vec![0; instance.schools.len()];
    for (unit, n) in instance.units.iter().zip(instance.staff()) {
        staff[unit.school.0] += n;
    }
    staff
}

impl Rule for Intake {
    head!();

    fn share_of_staff(&self) -> Option<Share> {
        Some(self.max_in_share)
    }

    fn sentence(&self) -> Text {
        let (share, minutes) = (self.max_in_share, self.housing_minutes);
        let outlook = say::list(&self.outlook);
        let mut zh = vec![
            format!("每校每学段调入不超过教职工的 {share}（不足一人进为一人）"),
            format!("单程超过 {minutes} 分钟者须有周转房"),
            format!("只调入保留类型为{}的学校", outlook.zh),
        ];
        let mut en = vec![
            format!(
                "a unit takes in no more than {share} of its staff, rounded up to whole people"
            ),
            format!("people from beyond {minutes} minutes need a bed"),
            format!("only schools that are {} take people in", outlook.en),
        ];
        if self.within_posts {
            let (of, en_of) = match self.posts_pool {
                Pool::School => ("", ""),
                Pool::District => ("学区", " of the district"),
                Pool::Group => ("教育集团", " of the group"),
            };
            zh.push(format!("不超{of}编制"));
            en.push(format!("within posts{en_of}"));
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
        self.add_posts_rows(instance, rows);
        self.add_beds_rows(instance, rows);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        recount::breaches(self, instance, plan)
    }
}
