//! One level under the plan and otherwise, in words.

use super::number;
use super::otherwise::Voice;
use crate::explain::stand::{Loss, Otherwise};
use crate::finding::Lang;
use crate::report::words;

impl Voice<'_> {
    /// The first level at which something better was not ruled out, where none was found.
    pub(super) fn unproven(&self, found: &Otherwise) -> String {
        let Some(loss) = found.losses.iter().find(|loss| loss.interval().0 < 0.0) else {
            return String::new();
        };
        let (name, most) = (words::level(&loss.code), number(-loss.interval().0));
        match self.lang {
            Lang::Zh => format!("；没有找到更好的，但未证明：{}至多还能变好 {most}", name.zh),
            Lang::En => format!(
                "; none better was found, but it is not proven: {} might be better by up to {most}",
                name.en
            ),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Plan;
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

    #[test]
    fn where_nothing_better_was_found_it_is_said_whether_that_is_proven() {
        let county = county(|_| {});
        let otherwise = |bound| Otherwise {
            plan: Plan::default(),
            losses: vec![loss(57.0, bound)],
            unsolved: 0,
            added: Vec::new(),
            gone: Vec::new(),
            is_same: true,
            is_better: false,
            within: None,
        };
        let voice = Voice {
            instance: &county,
            lang: Lang::Zh,
        };
        assert_eq!(voice.unproven(&otherwise(57.0)), "");
        let open = voice.unproven(&otherwise(40.0));
        assert!(
            open.starts_with("；没有找到更好的，但未证明") && open.ends_with("至多还能变好 17"),
            "{open}"
        );
    }
}
