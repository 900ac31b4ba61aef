//! One level under the plan and otherwise, in words.

use super::number;
use super::otherwise::Voice;
use crate::explain::stand::{Loss, Otherwise};
use crate::finding::Lang;
use crate::report::words;

impl Voice<'_> {
    /// The first level at which something better was not ruled out, where none was found.
    pub(super) fn unproven(&self, found: &Otherwise) -> Option<String> {
        let (loss, open) = open(found)?;
        let (name, most) = (words::level(&loss.code), number(open));
        Some(match self.lang {
            Lang::Zh => format!("没有找到更好的，但未证明：{}至多还能变好 {most}", name.zh),
            Lang::En => format!(
                "none better was found, but it is not proven: {} might be better by up to {most}",
                name.en
            ),
        })
    }

    /// A level of the same plan under other rules: neither better nor worse.
    pub(super) fn recounted(&self, loss: &Loss) -> String {
        let name = words::level(&loss.code);
        let (from, to) = (number(loss.plan), number(loss.value));
        match self.lang {
            Lang::Zh => format!("{}：{from} → {to}，只因起算的数字随规则变了", name.zh),
            Lang::En => format!(
                "{}: {from} → {to}, only because the rule it is counted from is another",
                name.en
            ),
        }
    }

    /// One level under the plan and otherwise.
    pub fn loss(&self, loss: &Loss) -> String {
        let (low, high) = loss.interval();
        let name = words::level(&loss.code);
        let (from, to) = (number(loss.plan), number(loss.value));
        if low < 0.0 && high > 0.0 {
            let (better, worse) = (number(-low), number(high));
            return match self.lang {
                Lang::Zh => format!(
                    "{}：{from} → {to}，在变好 {better} 与变差 {worse} 之间（未证明）",
                    name.zh
                ),
                Lang::En => format!(
                    "{}: {from} → {to}, between better by {better} and worse by {worse} (not proven)",
                    name.en
                ),
            };
        }
        let (least, most) = (number(low), number(high));
        let amount = if least == most {
            number(high.abs())
        } else if high < 0.0 {
            match self.lang {
                Lang::Zh => format!("至少 {}", number(high.abs())),
                Lang::En => format!("at least {}", number(high.abs())),
            }
        } else {
            match self.lang {
                Lang::Zh => format!("{least} 至 {most}"),
                Lang::En => format!("{least} to {most}"),
            }
        };
        match (self.lang, high > 0.0) {
            (Lang::Zh, true) => format!("{}：{from} → {to}，变差 {amount}", name.zh),
            (Lang::Zh, false) => format!("{}：{from} → {to}，变好 {amount}", name.zh),
            (Lang::En, true) => format!("{}: {from} → {to}, worse by {amount}", name.en),
            (Lang::En, false) => format!("{}: {from} → {to}, better by {amount}", name.en),
        }
    }
}

/// The first level that is as in the plan and was not proven to be the best, with how much better it might be. A level of
/// the same plan is as in it whatever the number that the changed rules count from.
fn open(found: &Otherwise) -> Option<(&Loss, f64)> {
    let is_as_planned = |loss: &&Loss| found.is_same || !loss.differs();
    let mut same = found.losses.iter().take_while(is_as_planned);
    same.find_map(|loss| {
        let beside_itself = Loss {
            plan: loss.value,
            ..loss.clone()
        };
        let (low, _) = beside_itself.interval();
        (low < 0.0).then_some((loss, -low))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Plan;
    use crate::explain::stand::Counterfactual;
    use crate::rules::testing::county;

    fn loss(value: f64, bound: f64) -> Loss {
        Loss {
            code: "unfilled".into(),
            plan: 57.0,
            plan_bound: 57.0,
            value,
            bound,
        }
    }

    #[test]
    fn a_level_that_may_be_better_or_worse_is_said_so() {
        let county = county(|_| {});
        let said = |loss: &Loss, lang| {
            let instance = &county;
            Voice { instance, lang }.loss(loss)
        };
        let open = loss(80.0, 42.0);
        let zh = said(&open, Lang::Zh);
        assert!(
            zh.ends_with("57 → 80，在变好 15 与变差 23 之间（未证明）"),
            "{zh}"
        );
        assert!(
            said(&open, Lang::En).ends_with("between better by 15 and worse by 23 (not proven)")
        );
        assert!(said(&loss(80.0, 60.0), Lang::Zh).ends_with("变差 3 至 23"));
        assert!(said(&loss(50.0, 42.0), Lang::Zh).ends_with("变好 至少 7"));
    }

    fn otherwise(losses: Vec<Loss>, is_same: bool) -> Counterfactual {
        Counterfactual::Solved(Box::new(Otherwise {
            plan: Plan::default(),
            losses,
            unsolved: 0,
            added: Vec::new(),
            gone: Vec::new(),
            is_same,
            is_better: false,
            within: None,
        }))
    }

    #[test]
    fn where_nothing_better_was_found_it_is_said_whether_that_is_proven() {
        let county = county(|_| {});
        let said = |losses: &[Loss], is_same| {
            let voice = Voice {
                instance: &county,
                lang: Lang::Zh,
            };
            voice.counterfactual(&otherwise(losses.to_vec(), is_same))
        };
        let open = "没有找到更好的，但未证明";
        let proven = said(&[loss(57.0, 57.0)], true);
        assert_eq!(
            proven,
            "  方案不变，人员和走教都照旧\n  各级目标都与方案相同\n"
        );
        let unproven = said(&[loss(57.0, 40.0)], true);
        assert!(!unproven.contains("方案不变"), "{unproven}");
        assert!(
            unproven.contains(&format!("与方案相同；{open}"))
                && unproven.ends_with("至多还能变好 17\n")
        );
        // The same plan, of which a level is counted from another number.
        let moved = said(&[loss(57.0, 40.0), loss(55.0, 55.0)], true);
        assert!(
            moved.contains("57 → 55，只因起算的数字") && moved.contains(open),
            "{moved}"
        );
        let counted = said(&[loss(57.0, 57.0), loss(55.0, 50.0)], true);
        assert!(
            !counted.contains("方案不变") && counted.ends_with("至多还能变好 5\n"),
            "{counted}"
        );
        // Another plan, worse at the last level: whether the first could be better is not known.
        let last = said(&[loss(57.0, 40.0), loss(60.0, 58.0)], false);
        assert!(
            last.contains(open) && last.contains("变差 1 至 3"),
            "{last}"
        );
        let last = said(&[loss(57.0, 57.0), loss(60.0, 58.0)], false);
        assert!(!last.contains(open), "{last}");
    }
}
