//! A rule's answer, for a terminal and as JSON.

use super::infeasible::{step_json, step_text};
use super::otherwise::Voice;
use super::pick;
use crate::explain::rule::{RuleStep, RuleWhy};
use crate::finding::{Lang, Text};
use crate::report::words;
use serde_json::{Value, json};

impl RuleWhy {
    /// `sentence` is the rule's own, `tight` how close the plan comes to its limit.
    pub fn text(&self, voice: &Voice<'_>, sentence: &Text, tight: &Text) -> String {
        let (required, achieved) = (self.tally.required, self.tally.achieved);
        let (code, name) = (&self.code, words::rule(&self.code).zh);
        let mut out = match voice.lang {
            Lang::Zh => format!("{name}（{code}）：{}\n", sentence.zh),
            Lang::En => format!("{code}: {}\n", sentence.en),
        };
        // Where nothing is counted in people, the tally is of breaches.
        out += &match (required, voice.lang) {
            (0, Lang::Zh) => format!("违反 {achieved} 处"),
            (0, Lang::En) => format!("breaches: {achieved}"),
            (_, Lang::Zh) => format!("要求 {required}，达到 {achieved}"),
            (_, Lang::En) => format!("{required} required, {achieved} reached"),
        };
        let stop = voice.pick("；", "; ");
        if !tight.get(voice.lang).is_empty() {
            out += &format!("{stop}{}", tight.get(voice.lang));
        }
        let zh = "每一步都重新求解，不是线性规划的影子价格：";
        out += &format!(
            "\n{}\n",
            voice.pick(
                zh,
                "each step below was solved again; none is a price of the linear programme:"
            )
        );
        for step in &self.steps {
            out += &rule_step_text(step, voice);
        }
        out += &format!("{}\n", voice.pick("没有这条规则：", "without the rule:"));
        out + &voice.counterfactual(&self.without)
    }

    pub fn json(&self, voice: &Voice<'_>, sentence: &Text, tight: &Text) -> Value {
        let step = |step: &RuleStep| {
            json!({
                "step": step_json(&step.step, voice.lang),
                "looser": step.looser,
                "end": voice.counterfactual_json(&step.end),
            })
        };
        json!({
            "rule": self.code,
            "sentence": sentence.get(voice.lang),
            "tightness": tight.get(voice.lang),
            "required": self.tally.required,
            "achieved": self.tally.achieved,
            "steps": self.steps.iter().map(step).collect::<Vec<_>>(),
            "without": voice.counterfactual_json(&self.without),
        })
    }
}

fn rule_step_text(step: &RuleStep, voice: &Voice<'_>) -> String {
    let head = if step.looser {
        pick(voice.lang, "松一步", "looser")
    } else {
        pick(voice.lang, "紧一步", "tighter")
    };
    let colon = voice.pick("：", ": ");
    format!(
        "{head}{colon}{}\n{}",
        step_text(&step.step, voice.lang),
        voice.counterfactual(&step.end)
    )
}
