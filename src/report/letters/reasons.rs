//! Why a plan sends somebody: what is counted in the plan and the tables, put into sentences for those it concerns.

use super::effect::Effect;
use crate::domain::eligibility::may_give_itinerant;
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::plan::Plan;
use crate::domain::words::{Backbone, Sex, Tier, Word};
use crate::finding::Text;
use crate::report::plan_json::{CoverageRow, ItinerantRow, RotationRow};
use crate::report::source::Source;
use crate::report::words;
use crate::rules::{backbone_share, rotation_share, rural_backbone};

/// One school and subject of the plan.
pub(super) fn coverage<'a>(
    source: &Source<'a>,
    school: &str,
    stage: &str,
    subject: &str,
) -> Option<&'a CoverageRow> {
    let mut rows = source.file.coverage.iter();
    rows.find(|row| row.school_id == school && row.stage == stage && row.subject == subject)
}

/// Why a teacher is posted, in sentences that speak to him; nothing in them is about anybody else.
pub(super) fn of_rotation(source: &Source<'_>, plan: &Plan, row: &RotationRow) -> Vec<String> {
    let Some(teacher) = source.instance.teacher_by_id(&row.teacher_id) else {
        return Vec::new();
    };
    let effect = Effect::of_rotation(source, plan, row);
    let there = effect.map(|effect| brings(source, (&row.to, &row.subject), &effect));
    let said = [
        there,
        share(source, effect),
        eligible(source, teacher),
        left_behind(source, teacher, row),
        backbone(source, teacher, row),
        wish(source, teacher, &row.to),
    ];
    said.into_iter().flatten().collect()
}

/// Why a teacher is asked to give lessons at a second school.
pub(super) fn of_visit(source: &Source<'_>, plan: &Plan, row: &ItinerantRow) -> Vec<String> {
    let Some(teacher) = source.instance.teacher_by_id(&row.teacher_id) else {
        return Vec::new();
    };
    let effect = Effect::of_visit(source, plan, row);
    let there = effect.map(|effect| brings(source, (&row.to, &row.subject), &effect));
    let home = coverage(source, &row.from, &row.stage, &row.subject);
    let specialist = source.instance.teacher(teacher).subject;
    let date = source.instance.planning_date();
    let fit = may_give_itinerant(source.instance.teacher(teacher), date).then(|| {
        let subject = words::of(specialist, source.lang);
        source.said(
            format!("您是{subject}专任教师，具备教师资格，没有免于走教的情形，其余课时仍在本校。"),
            format!(
                "You are a certified {subject} specialist without an exemption; your other lessons stay at your own school."
            ),
        )
    });
    let said = [there, fit, home.map(|home| at_home(source, home))];
    said.into_iter().flatten().collect()
}

/// What the person's lessons change at the school they are given at, with everybody else where the plan has them.
fn brings(source: &Source<'_>, (school, subject): (&str, &str), effect: &Effect) -> String {
    let subject = source.subject(subject);
    let at = source.instance.school_by_id(school);
    let school = at.map_or(school, |at| source.instance.school(at).name.as_str());
    let (need, after) = (effect.with.need, effect.with.unfilled);
    let without = effect.without.unfilled;
    if effect.takes_over() {
        return takes_over(source, school, &subject, effect);
    }
    if effect.closes() > 0 {
        return source.said(
            format!(
                "{school}的{subject}每周需要 {need} 节。其他安排不变，您不去则有 {without} 节无人上；您去后为 {after} 节。"
            ),
            format!(
                "{school} needs {need} lessons of {subject} a week. With all else as planned, nobody would give {without} of them without you, {after} with you."
            ),
        );
    }
    let (without, with) = (effect.without.specialists, effect.with.specialists);
    source.said(
        format!(
            "{school}的{subject}每周需要 {need} 节。其他安排不变，您不去则由专任教师上 {without} 节；您去后为 {with} 节。"
        ),
        format!(
            "{school} needs {need} lessons of {subject} a week. With all else as planned, specialists would give {without} of them without you, {with} with you."
        ),
    )
}

/// Where the plan itself makes the need, by whom it posts away: nobody is named.
fn takes_over(source: &Source<'_>, school: &str, subject: &str, effect: &Effect) -> String {
    let (need, before, leavers) = (effect.with.need, effect.before, effect.leavers);
    let (without, after) = (effect.without.unfilled, effect.with.unfilled);
    let moves = match leavers {
        0 if effect.is_left => Text::new("人员另有变动", "others are posted otherwise"),
        0 => Text::new(
            "教师的课时重新分配",
            "the lessons of its own teachers are shared out anew",
        ),
        _ => Text::new(
            format!("有 {leavers} 名{subject}教师交流到他校，由您接替"),
            format!("{leavers} of its {subject} teachers leave and you take over"),
        ),
    };
    source.said(
        format!(
            "{school}的{subject}每周需要 {need} 节，现在有 {before} 节无人上；按本方案该校{}。其他安排不变，您不去则有 {without} 节无人上；您去后为 {after} 节。",
            moves.zh
        ),
        format!(
            "{school} needs {need} lessons of {subject} a week, {before} of which nobody gives today; under the plan {}. With all else as planned, nobody would give {without} of them without you, {after} with you.",
            moves.en
        ),
    )
}

/// The share that must rotate, for one whose posting closes no gap of today.
fn share(source: &Source<'_>, effect: Option<Effect>) -> Option<String> {
    if effect.is_some_and(|effect| effect.betters()) {
        return None;
    }
    let required = source.file.rule(rotation_share::CODE)?.required;
    (required > 0).then(|| {
        source.said(
            format!("按规则，本年符合交流条件的教师中应交流不少于 {required} 人，您是其中之一。"),
            format!(
                "Of those who are eligible at least {required} must rotate this year by the rules; you are one of them."
            ),
        )
    })
}

/// Age and tenure against the limits that the county sets.
fn eligible(source: &Source<'_>, teacher: TeacherIndex) -> Option<String> {
    if !source.instance.is_eligible(teacher) {
        return None;
    }
    let standing = source.instance.standing(teacher);
    if source.instance.teacher(teacher).volunteer {
        return Some(source.said(
            "您自愿交流，没有免于交流的情形，符合交流条件。".to_owned(),
            "You volunteer, and no exemption applies: you are eligible.".to_owned(),
        ));
    }
    let limits = &source.instance.settings.eligibility;
    let sex = source.instance.teacher(teacher).sex;
    let max_age = match sex {
        Sex::Male => limits.max_age_male,
        Sex::Female => limits.max_age_female,
    };
    let (tenure, age, min_years) = (standing.tenure, standing.age, limits.min_years);
    let sex = words::of(sex, source.lang);
    Some(source.said(
        format!(
            "您在现任教学校已满 {tenure} 年（要求不少于 {min_years} 年），年龄 {age} 岁（{sex}教师须未满 {max_age} 岁），没有免于交流的情形，符合交流条件。"
        ),
        format!(
            "You have served {tenure} full years at your school (at least {min_years} are asked), you are {age} (under {max_age} for {sex} teachers), and no exemption applies: you are eligible."
        ),
    ))
}

/// What his main subject looks like at the school he leaves.
fn left_behind(source: &Source<'_>, teacher: TeacherIndex, row: &RotationRow) -> Option<String> {
    let subject = source.instance.teacher(teacher).subject.code();
    let home = coverage(source, &row.from, &row.stage, subject)?;
    Some(at_home(source, home))
}

fn at_home(source: &Source<'_>, row: &CoverageRow) -> String {
    let (school, subject) = (source.school(&row.school_id), source.subject(&row.subject));
    let (before, after) = (row.before, row.unfilled);
    if after <= before {
        return source.said(
            format!("{school}的{subject}不因此缺课：每周无人上的课原为 {before} 节，按本方案为 {after} 节。"),
            format!(
                "{school} loses no lesson of {subject} by it: {before} a week are given by nobody now, {after} under the plan."
            ),
        );
    }
    source.said(
        format!("{school}的{subject}每周无人上的课由 {before} 节变为 {after} 节，这在规则允许的范围内。"),
        format!(
            "At {school} nobody gives {after} lessons of {subject} a week instead of {before}, which the rules allow."
        ),
    )
}

/// What counts of a backbone teacher.
fn backbone(source: &Source<'_>, teacher: TeacherIndex, row: &RotationRow) -> Option<String> {
    let level = source.instance.teacher(teacher).backbone;
    if !level.counts() {
        return None;
    }
    let level = words::of::<Backbone>(level, source.lang);
    let to = source.instance.school_by_id(&row.to)?;
    if source.file.rule(rural_backbone::CODE).is_some() && lacks_backbone(source, to) {
        let school = source.school(&row.to);
        return Some(source.said(
            format!("您是{level}骨干教师；{school}是乡村学校，如不作安排则没有县级以上骨干教师。"),
            format!(
                "You are a backbone teacher ({level}); {school} is a rural school and has none of county level up with nobody moved."
            ),
        ));
    }
    let share = source.file.rule(backbone_share::CODE)?;
    let required = share.required;
    Some(source.said(
        format!("您是{level}骨干教师；按规则，交流教师中骨干教师应不少于 {required} 人。"),
        format!(
            "You are a backbone teacher ({level}); the rules ask for at least {required} among those who rotate."
        ),
    ))
}

/// A rural school where no county backbone teacher starts the year.
fn lacks_backbone(source: &Source<'_>, school: SchoolIndex) -> bool {
    let instance = source.instance;
    let serves = |teacher: &TeacherIndex| {
        let base = instance.standing(*teacher).base;
        base.is_some_and(|unit| instance.unit(unit).school == school)
    };
    instance.school(school).tier == Tier::Rural
        && !instance
            .teacher_indices()
            .filter(serves)
            .any(|teacher| instance.teacher(teacher).backbone.counts())
}

fn wish(source: &Source<'_>, teacher: TeacherIndex, to: &str) -> Option<String> {
    let wishes = &source.instance.teacher(teacher).wishes;
    let to = source.instance.school_by_id(to)?;
    if wishes.is_empty() {
        return None;
    }
    Some(match wishes.iter().position(|&wish| wish == to) {
        Some(i) => {
            let n = i + 1;
            source.said(
                format!("这是您填报的第 {n} 志愿。"),
                format!("It is number {n} of the schools you wished for."),
            )
        }
        None => source
            .t(
                "您填报的志愿这次没有满足。",
                "None of the schools you wished for could be met this time.",
            )
            .to_owned(),
    })
}
