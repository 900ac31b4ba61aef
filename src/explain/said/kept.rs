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
        let says = match self.is_forbidden {
            true => voice.pick(
                "反馈意见不同意交流",
                "a verdict forbids that the teacher is moved",
            ),
            false => voice.pick("反馈意见要求留任", "a verdict asks that the teacher stays"),
        };
        let mut out = match (voice.lang, n) {
            (Lang::Zh, 0) => format!("  {says}{why}；没有这条意见，也没有可去的学校\n"),
            (Lang::En, 0) => format!("  {says}{why}; without it no school would be open either\n"),
            (Lang::Zh, _) => {
                format!("  {says}{why}；没有这条意见，可去 {n} 所学校：{names}\n")
            }
            (Lang::En, _) => {
                format!("  {says}{why}; schools open without it: {n}: {names}\n")
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::county;

    #[test]
    fn a_verdict_against_moving_is_told_from_one_for_staying() {
        let county = county(|_| {});
        let said = |is_forbidden, lang| {
            let kept = Kept {
                is_forbidden,
                reasons: vec!["腿伤".into()],
                open: Vec::new(),
                without: None,
            };
            let instance = &county;
            kept.text(&Voice { instance, lang })
        };
        assert!(said(true, Lang::Zh).starts_with("  反馈意见不同意交流（腿伤）；"));
        assert!(said(false, Lang::Zh).starts_with("  反馈意见要求留任（腿伤）；"));
        assert!(said(true, Lang::En).contains("forbids that the teacher is moved (腿伤);"));
        assert!(said(false, Lang::En).contains("asks that the teacher stays (腿伤);"));
    }
}
