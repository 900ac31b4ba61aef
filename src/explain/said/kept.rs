//! What verdicts keep a teacher from, for a terminal and as JSON.

use super::otherwise::Voice;
use super::teacher::school_names;
use crate::explain::kept::Kept;
use crate::finding::Lang;
use serde_json::{Value, json};

impl Kept {
    pub(super) fn text(&self, voice: &Voice<'_>) -> String {
        let (n, names) = (self.open.len(), school_names(voice, &self.open));
        let reasons = self.reasons.join(voice.pick("、", ", "));
        let why = match (reasons.is_empty(), voice.lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("（{reasons}）"),
            (false, Lang::En) => format!(" ({reasons})"),
        };
        let mut out = match (voice.lang, n) {
            (Lang::Zh, 0) => format!("  反馈意见要求留任{why}；没有这条意见，也没有可去的学校\n"),
            (Lang::En, 0) => format!(
                "  a verdict asks that the teacher stays{why}; without it no school would be open either\n"
            ),
            (Lang::Zh, _) => {
                format!("  反馈意见要求留任{why}；没有这条意见，可去 {n} 所学校：{names}\n")
            }
            (Lang::En, _) => format!(
                "  a verdict asks that the teacher stays{why}; schools open without it: {n}: {names}\n"
            ),
        };
        if let Some(end) = &self.without {
            out += voice.pick(
                "如果没有这条意见（重新求解）：\n",
                "without the verdict, solved again:\n",
            );
            out += &voice.counterfactual(end);
        }
        out
    }

    pub(super) fn json(&self, voice: &Voice<'_>) -> Value {
        let open = self.open.iter();
        let open = open.map(|&unit| voice.instance.school_of(unit).id.as_str());
        let without = self.without.as_ref();
        json!({
            "reasons": self.reasons,
            "open": open.collect::<Vec<_>>(),
            "without": without.map(|end| voice.counterfactual_json(end)),
        })
    }
}
