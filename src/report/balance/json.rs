//! The balance test for a program.

use super::Balance;
use crate::audit::schools::{SchoolTest, Spread, Verdict};
use crate::domain::balance::LeftOut;
use crate::domain::words::Word;
use serde_json::{Value, json};

impl Balance {
    /// `before` and `after` by stage, as in plan.json; `spread` with limits; `schools` with all seven indicators.
    pub fn json(&self) -> Value {
        let sides = [
            ("before", Some(&self.before)),
            ("after", self.after.as_ref()),
        ];
        let mut all = json!({ "spread": {}, "schools": self.schools_json() });
        for (name, side) in sides {
            let Some(side) = side else { continue };
            all[name] = json!(side.stages);
            all["spread"][name] = side.spreads.iter().map(spread_json).collect();
        }
        all
    }

    fn schools_json(&self) -> Value {
        let rows = self.before.tests.iter().enumerate().map(|(i, before)| {
            let unit = self.instance.unit(before.unit);
            let left_out = before.left_out.map(|why| match why {
                LeftOut::NoPupils => "no_pupils",
                LeftOut::SmallPoint => "small_point",
            });
            let mut row = json!({
                "school_id": self.instance.school(unit.school).id,
                "stage": unit.stage.code(),
                "pupils": before.pupils,
                "left_out": left_out,
                "class_pupils": before.class_pupils,
                "class_too_large": before.class_too_large,
                "school_too_large": before.school_too_large,
                "before": test_json(before),
            });
            if let Some(after) = &self.after {
                row["after"] = test_json(&after.tests[i]);
            }
            row
        });
        rows.collect()
    }
}

fn spread_json(row: &Spread) -> Value {
    json!({
        "stage": row.stage.code(),
        "indicator": row.code,
        "mean": row.figures.mean,
        "cv": row.figures.cv,
        "cv_unweighted": row.figures.cv_unweighted,
        "cv_max": row.cv_max,
        "met": row.met,
        "below": row.figures.below,
    })
}

fn test_json(test: &SchoolTest) -> Value {
    let figures: serde_json::Map<_, _> = test
        .figures
        .iter()
        .map(|(code, figure)| {
            let figure = json!({
                "value": figure.value,
                "threshold": figure.threshold,
                "reached": figure.reached,
                "over_floor": figure.over_floor,
            });
            ((*code).to_owned(), figure)
        })
        .collect();
    let passes = match test.verdict {
        Verdict::Pass => Some(true),
        Verdict::Fail => Some(false),
        Verdict::Unknown => None,
    };
    json!({ "indicators": figures, "reached": test.reached(), "passes": passes })
}
