//! The figures of a plan file one by one: what each is of, and what is said of it, in words.

use super::{Claimed, ClaimedTrip};
use crate::audit::coverage::CoverageRow;
use crate::audit::indicators::{Figures, Indicator};
use crate::audit::posts::PostsRow;
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::{Stage, Subject, Word};
use crate::finding::Text;
use crate::rules::names::{self, keyed, level_keyed};
use crate::rules::say;

/// What a figure of a plan file is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Figure {
    Level(String),
    Coverage(UnitIndex, Subject),
    Rule(String),
    Trip(TeacherIndex, UnitIndex),
    Supply(&'static str, UnitIndex, Subject),
    Indicator(When, Stage, Indicator),
    Posts(SchoolIndex),
    Return(TeacherIndex),
    Yuan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    Before,
    After,
}

impl Figure {
    pub(super) fn name(&self, instance: &Instance) -> Text {
        match self {
            Self::Level(code) => Text::new(
                format!("目标{}", level_keyed(code)),
                format!("level `{code}`"),
            ),
            Self::Coverage(unit, subject) => say::unit_subject(instance, *unit, *subject),
            Self::Rule(code) => Text::new(
                format!("规则 {}", keyed(code, code)),
                format!("rule `{code}`"),
            ),
            Self::Trip(teacher, to) => {
                let (person, to) = (say::person(instance, *teacher), say::unit(instance, *to));
                Text::new(
                    format!("{person} → {}", to.zh),
                    format!("{person} → {}", to.en),
                )
            }
            Self::Supply(rule, unit, subject) => {
                let place = say::unit_subject(instance, *unit, *subject);
                Text::new(
                    format!("{} {}", keyed(rule, rule), place.zh),
                    format!("`{rule}` {}", place.en),
                )
            }
            Self::Indicator(when, stage, indicator) => indicator_name(*when, *stage, *indicator),
            Self::Posts(school) => {
                let school = say::school(instance, *school);
                Text::new(format!("{school} 编制"), format!("posts of {school}"))
            }
            Self::Return(teacher) => {
                let person = say::person(instance, *teacher);
                Text::new(format!("{person} 期满返回"), format!("return of {person}"))
            }
            Self::Yuan => Text::new("经费（元）", "yuan"),
        }
    }
}

fn indicator_name(when: When, stage: Stage, indicator: Indicator) -> Text {
    let (zh, en) = match when {
        When::Before => ("现状", "before"),
        When::After => ("方案后", "after"),
    };
    let code = indicator.code();
    Text::new(
        format!(
            "{zh}{}指标“{}”",
            say::chinese(stage),
            names::indicator(code).zh
        ),
        format!("indicator `{code}` of {} {en}", stage.code()),
    )
}

/// Every figure with what is said of it; numbers are shown so that two that differ look different.
pub(super) fn figures(instance: &Instance, side: &Claimed) -> Vec<(Figure, Text)> {
    let mut figures = vec![(Figure::Yuan, same(side.yuan))];
    let levels = side.levels.iter();
    figures.extend(levels.map(|(code, value)| (Figure::Level(code.clone()), same(value))));
    let rows = side.coverage.iter();
    figures.extend(rows.map(|row| (Figure::Coverage(row.unit, row.subject), covered(row))));
    figures.extend(side.rules.iter().map(|row| {
        let (achieved, required) = (row.achieved, row.required);
        let met = if row.met { "达到" } else { "未达到" };
        let said = Text::new(
            format!("{achieved} / {required}（{met}）"),
            format!("{achieved} / {required} ({})", row.met),
        );
        (Figure::Rule(row.code.clone()), said)
    }));
    let trips = side.trips.iter();
    figures.extend(trips.map(|row| (Figure::Trip(row.teacher, row.to), trip(instance, row))));
    let rows = side.posts.iter();
    figures.extend(rows.map(|row| (Figure::Posts(row.school), posts(row))));
    figures.extend(side.returns.iter().map(|row| {
        let (from, to) = (instance.school(row.from), instance.school(row.to));
        let said = same(format!("{} → {}", from.id, to.id));
        (Figure::Return(row.teacher), said)
    }));
    figures.extend(side.supply.iter().map(|row| {
        let (from, lessons, yuan) = (&row.from, row.lessons, row.yuan);
        let said = Text::new(
            format!("{from} {lessons} 课时、{yuan} 元").trim_start(),
            format!("{from} lessons {lessons} yuan {yuan}").trim_start(),
        );
        (Figure::Supply(row.rule, row.unit, row.subject), said)
    }));
    for (when, stages) in [(When::Before, &side.before), (When::After, &side.after)] {
        for (&stage, indicators) in stages {
            figures.extend(
                indicators.iter().map(|(&indicator, row)| {
                    (Figure::Indicator(when, stage, indicator), spread(row))
                }),
            );
        }
    }
    figures
}

/// The same in both languages.
fn same(said: impl ToString) -> Text {
    Text::new(said.to_string(), said.to_string())
}

fn covered(row: &CoverageRow) -> Text {
    let (need, before, unfilled) = (row.need, row.before, row.unfilled);
    let by_specialists = row.by_specialists;
    Text::new(
        format!("需要 {need}、原缺 {before}、现缺 {unfilled}、专任所授 {by_specialists}"),
        format!("need {need} before {before} unfilled {unfilled} by_specialists {by_specialists}"),
    )
}

fn trip(instance: &Instance, trip: &ClaimedTrip) -> Text {
    let from = trip.from.map_or("-", |from| &instance.school(from).id);
    let minutes = trip.minutes.map_or("-".to_owned(), |n| n.to_string());
    let (home_zh, home_en) = match trip.from_home {
        true => ("（自居住地）", " from residence"),
        false => ("", ""),
    };
    let yuan = trip.yuan;
    Text::new(
        format!("自 {from}、{minutes} 分钟{home_zh}、{yuan} 元"),
        format!("from {from} minutes {minutes}{home_en} yuan {yuan}"),
    )
}

fn posts(row: &PostsRow) -> Text {
    let approved = row.approved.map_or("-".to_owned(), |n| n.to_string());
    let (by_pupils, by_classes, proposed) = (row.by_pupils, row.by_classes, row.proposed);
    let (before, after) = (row.staff_before, row.staff_after);
    Text::new(
        format!(
            "核定 {approved}、按学生 {by_pupils}、按班级 {by_classes}、建议 {proposed}、在岗 {before} → {after}"
        ),
        format!(
            "approved {approved} by_pupils {by_pupils} by_classes {by_classes} proposed {proposed} staff {before} {after}"
        ),
    )
}

fn spread(row: &Figures) -> Text {
    let (mean, cv, plain, below) = (row.mean, row.cv, row.cv_unweighted, row.below);
    Text::new(
        format!("均值 {mean}、差异系数 {cv}、不加权 {plain}、未达标 {below} 所"),
        format!("mean {mean} cv {cv} cv_unweighted {plain} below {below}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::claims::ClaimedRule;
    use crate::rules::testing::county;

    #[test]
    fn figures_are_said_in_chinese_without_codes() {
        let county = county(|_| {});
        let rule = ClaimedRule {
            code: "rotation_share".into(),
            required: 5,
            achieved: 6,
            met: true,
        };
        let row = CoverageRow {
            unit: UnitIndex(0),
            subject: Subject::Music,
            need: 12,
            before: 4,
            unfilled: 0,
            by_specialists: 8,
        };
        let side = Claimed {
            levels: vec![("unfilled".into(), 3.0)],
            coverage: vec![row],
            rules: vec![rule],
            ..Claimed::default()
        };
        let said = |figure: &Figure| {
            let all = figures(&county, &side);
            let found = all.into_iter().find(|(own, _)| own == figure);
            found.map(|(_, said)| format!("{}：{}", figure.name(&county).zh, said.zh))
        };
        let level = said(&Figure::Level("unfilled".into())).expect("a level");
        assert_eq!(level, "目标“其他缺课（紧缺学科加权）”（unfilled）：3");
        let rule = said(&Figure::Rule("rotation_share".into())).expect("a rule");
        assert_eq!(rule, "规则 交流比例（rotation_share）：6 / 5（达到）");
        let place = said(&Figure::Coverage(UnitIndex(0), Subject::Music)).expect("a place");
        assert!(
            place.ends_with("音乐：需要 12、原缺 4、现缺 0、专任所授 8"),
            "{place}"
        );
    }
}
