//! Keys of the rules that bring people and lessons in, and of the money for all.

use super::RuleKeys;
use super::kinds::{CIRCLES, DEGREES, OUTLOOKS, SUBJECTS, TITLES};
use crate::read::scenario::kind::Kind;

pub(super) const SUPPLY: &[RuleKeys] = &[
    RuleKeys {
        code: "retraining",
        keys: &[
            ("max", Kind::Whole),
            ("max_age", Kind::Whole),
            ("months", Kind::UpTo(12)),
            ("subjects", SUBJECTS),
            ("yuan", Kind::Number),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "recruitment",
        keys: &[
            ("max", Kind::Whole),
            ("to", Kind::Toward),
            ("subjects", SUBJECTS),
            ("outlook", OUTLOOKS),
            ("within_posts", Kind::Flag),
            ("degree", DEGREES),
            ("yuan", Kind::Number),
        ],
        needs: &["max"],
    },
    RuleKeys {
        code: "silver_age",
        keys: &[
            ("max", Kind::Whole),
            ("to", Kind::Toward),
            ("max_age", Kind::Whole),
            ("min_title", TITLES),
            ("yuan", Kind::Number),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "remote_lessons",
        keys: &[
            ("within", CIRCLES),
            ("to", Kind::Toward),
            ("subjects", SUBJECTS),
            ("classes", Kind::Whole),
            ("yuan_per_lesson", Kind::Number),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "budget",
        keys: &[
            ("max", Kind::Number),
            (
                "over",
                Kind::Choices(&[
                    ("rotation", "交流"),
                    ("itinerant", "走教"),
                    ("retraining", "转岗培训"),
                    ("recruitment", "招聘"),
                    ("silver_age", "银龄"),
                    ("remote_lessons", "专递课堂"),
                ]),
            ),
        ],
        needs: &["max"],
    },
];
