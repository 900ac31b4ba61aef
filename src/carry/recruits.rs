//! People recruited, as rows of next year's teachers table: made up where the plan cannot know, and marked so.

use crate::domain::date::Date;
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Recruits};
use crate::domain::teacher::Teacher;
use crate::domain::words::{Backbone, Employment, Position, Sex};
use std::collections::BTreeSet;

/// Age of a recruit whose birth nobody knows yet: just out of a four-year college.
const AGE: i16 = 22;

/// One row a post filled. Each has an id like `R2024-001` that no row has, and says in his name that he is to be
/// entered; unit, subject, degree, start and probation are the plan's.
pub(super) fn recruits(instance: &Instance, plan: &Plan) -> Vec<Teacher> {
    let taken: BTreeSet<&str> = instance
        .teachers
        .iter()
        .map(|teacher| teacher.id.as_str())
        .chain(instance.retirees.iter().map(|row| row.id.as_str()))
        .collect();
    let ids = (1_u64..).map(|n| format!("R{}-{n:03}", instance.year));
    let ids = ids.filter(|id| !taken.contains(id.as_str()));
    let posts = plan
        .recruitment
        .iter()
        .flat_map(|row| std::iter::repeat_n(row, row.posts as usize));
    posts
        .zip(ids)
        .map(|(row, id)| recruit(instance, row, id))
        .collect()
}

fn recruit(instance: &Instance, row: &Recruits, id: String) -> Teacher {
    let on = instance.planning_date();
    let unit = instance.unit(row.unit);
    Teacher {
        id,
        name: format!("{}年招聘待补 (recruit, to be entered)", instance.year),
        sex: Sex::Female,
        birth: Date::new(instance.year.saturating_sub(AGE), 9, 1).unwrap_or(on),
        school: unit.school,
        home_school: None,
        stage: Some(unit.stage),
        subject: row.subject,
        second_subjects: BTreeSet::new(),
        degree: row.degree,
        certified: true,
        backbone: Backbone::None,
        title: None,
        position: Position::Teacher,
        homeroom: false,
        graduating: false,
        since: on,
        rural_years: None,
        max_lessons: None,
        weekly_lessons: None,
        exemption: None,
        probation: true,
        away_until: None,
        last_rotated: None,
        wishes: Vec::new(),
        spouse: None,
        employment: Employment::Established,
        volunteer: false,
        service_until: None,
        title_candidate: false,
        group_leader: false,
        residence: None,
    }
}
