//! Counts in a finished plan where a school takes in more, or others, than it may.

use super::{CODE, Intake, school_staff};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::finding::Text;
use crate::rules::{Breach, postings, say};

pub(super) fn breaches(rule: &Intake, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let wrong =
        postings(instance, plan).filter_map(|posting| wrong_posting(rule, instance, &posting));
    let mut breaches: Vec<_> = wrong.collect();
    breaches.extend(crowded_units(rule, instance, plan));
    breaches.extend(crowded_schools(rule, instance, plan));
    breaches
}

fn wrong_posting(rule: &Intake, instance: &Instance, posting: &Posting) -> Option<Breach> {
    let person = say::person(instance, posting.teacher);
    let message = if !rule.is_open(instance, posting) {
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
    } else if !rule.is_needed(instance, posting) {
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

fn crowded_units(rule: &Intake, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut arrivals = vec![0; instance.units.len()];
    for posting in postings(instance, plan) {
        arrivals[posting.to.0] += 1;
    }
    let most = rule.most_arrivals(instance);
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

fn crowded_schools(rule: &Intake, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut staff = school_staff(instance);
    let mut guests = vec![0; instance.schools.len()];
    for posting in postings(instance, plan) {
        let to = instance.unit(posting.to).school.0;
        staff[instance.unit(posting.from).school.0] -= 1;
        staff[to] += 1;
        guests[to] += usize::from(rule.needs_bed(instance, &posting));
    }
    for row in &plan.recruitment {
        let school = &mut staff[instance.unit(row.unit).school.0];
        *school = school.saturating_add(row.posts as usize);
    }
    for row in &plan.principals {
        if let Some(from) = instance.standing(row.teacher).base {
            staff[instance.unit(from).school.0] -= 1;
        }
        staff[instance.unit(row.to).school.0] += 1;
    }
    let mut breaches = Vec::new();
    for pool in rule.pools(instance) {
        let n: usize = pool.schools.iter().map(|school| staff[school.0]).sum();
        if n > pool.most {
            let names: Vec<_> = pool
                .schools
                .iter()
                .map(|&s| say::school(instance, s))
                .collect();
            breaches.push(over_posts(&names.join(", "), n, pool.most));
        }
    }
    for (s, school) in instance.schools.iter().enumerate() {
        let name = say::school(instance, SchoolIndex(s));
        let beds = school.housing.map(|beds| beds as usize);
        if let Some(beds) = beds.filter(|&beds| guests[s] > beds) {
            breaches.push(over_beds(&name, guests[s], beds));
        }
    }
    breaches
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
