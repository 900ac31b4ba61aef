//! Where a `plan.json` contradicts its scenario or itself: year, patches, and what it says of its levels.

use super::build::patches;
use super::{LevelRow, PlanFile};
use crate::audit::claims::CODE;
use crate::domain::plan::TOUCHED;
use crate::finding::Text;
use crate::read::scenario::Scenario;
use crate::report::words;
use crate::rules::Breach;
use crate::rules::names::level_keyed;
use crate::solve::levels::default_gap;

impl PlanFile {
    /// What cannot be, whatever the decisions: `scenario` has the file's patches, `levels` are those it asks for.
    pub fn contradictions(&self, scenario: &Scenario, levels: &[String]) -> Vec<Breach> {
        let mut wrong = self.against_scenario(scenario);
        wrong.extend(self.other_levels(levels));
        wrong.extend(self.other_touched());
        wrong.extend(self.uneven_gaps());
        wrong.extend(self.levels.iter().filter_map(bound_above_value));
        wrong.extend(self.levels.iter().filter_map(unproven));
        if self.status != self.borne_out() {
            let status = &self.status;
            let zh = words::status(status).zh;
            wrong.push(breach(
                format!("状态“{zh}”与各级目标的状态不符"),
                format!("status `{status}` is not what the levels bear out"),
            ));
        }
        wrong
    }

    fn against_scenario(&self, scenario: &Scenario) -> Vec<Breach> {
        let mut wrong = Vec::new();
        let (said, year) = (self.scenario.year, scenario.year);
        if said != year {
            wrong.push(breach(
                format!("年份应为 {year}，方案写 {said}"),
                format!("the year is {year}, the plan says {said}"),
            ));
        }
        let applied = patches(scenario);
        for patch in &self.scenario.patches {
            // Applied again, a patch finds what held before it.
            if !applied.contains(patch) {
                let (key, old, new) = (&patch.key, &patch.old, &patch.new);
                wrong.push(breach(
                    format!("方案写 `{key}` 由 {old} 改为 {new}，与情景不符"),
                    format!("the plan says that `{key}` was changed from {old} to {new}, the scenario says otherwise"),
                ));
            }
        }
        wrong
    }

    fn other_levels(&self, levels: &[String]) -> Option<Breach> {
        let mut codes: Vec<_> = self.levels.iter().map(|level| &level.code).collect();
        if self.replan.is_some() {
            codes.retain(|code| *code != TOUCHED);
        }
        let (said, asked) = (listed(&codes), listed(levels));
        (said != asked).then(|| {
            breach(
                format!("目标应为 {}，方案写 {}", asked.zh, said.zh),
                format!("the levels are {}, the plan says {}", asked.en, said.en),
            )
        })
    }

    /// A plan made from a former one says how many it touches, and rightly.
    fn other_touched(&self) -> Option<Breach> {
        let counted = self.touched()?.len();
        let said = self.said_touched();
        (said != Some(counted as f64)).then(|| {
            let said = said.map_or_else(|| "-".to_owned(), |said| said.to_string());
            breach(
                format!("与原方案不同的应为 {counted} 人，方案写 {said}"),
                format!("{counted} people are posted otherwise than in the former plan, the plan says {said}"),
            )
        })
    }

    /// A plan is asked for with one gap for all its levels, or none: then each has its default.
    fn uneven_gaps(&self) -> Option<Breach> {
        let mut gaps = self.levels.iter().map(LevelRow::asked);
        let first = gaps.next()?;
        let is_default = |level: &LevelRow| level.asked() == default_gap(&level.code);
        let even = gaps.all(|gap| gap == first) || self.levels.iter().all(is_default);
        (!even).then(|| {
            breach(
                "各级目标的允许差距既不相同，也不是默认值".to_owned(),
                "the gaps of the levels are neither the same nor the defaults".to_owned(),
            )
        })
    }
}

fn breach(zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount: 1,
        message: Text::new(zh, en),
    }
}

fn listed(codes: &[impl AsRef<str>]) -> Text {
    let codes: Vec<_> = codes.iter().map(AsRef::as_ref).collect();
    let zh: Vec<_> = codes.iter().map(|code| level_keyed(code)).collect();
    Text::new(zh.join("、"), codes.join(", "))
}

fn bound_above_value(level: &LevelRow) -> Option<Breach> {
    let (code, value, bound) = (&level.code, level.value, level.bound);
    (bound > value).then(|| {
        breach(
            format!("目标{} 的下界 {bound} 高于值 {value}", level_keyed(code)),
            format!("level `{code}` has a bound {bound} above its value {value}"),
        )
    })
}

fn unproven(level: &LevelRow) -> Option<Breach> {
    let (code, status, proven) = (&level.code, &level.status, level.borne_out());
    let (value, bound, gap) = (level.value, level.bound, level.asked());
    (status != proven).then(|| {
        breach(
            format!(
                "目标{} 标为“{}”，但值 {value}、下界 {bound}、允许差距 {gap} 表明“{}”",
                level_keyed(code),
                words::status(status).zh,
                words::status(proven).zh
            ),
            format!(
                "level `{code}` is said to be `{status}`: value {value}, bound {bound} and gap {gap} make it `{proven}`"
            ),
        )
    })
}
