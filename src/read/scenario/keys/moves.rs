//! Keys of the rules on who moves where, and who teaches at a second school.

use super::RuleKeys;
use super::kinds::{CIRCLES, OUTLOOKS, SUBJECTS};
use crate::read::scenario::kind::Kind;

pub(super) const MOVES: &[RuleKeys] = &[
    RuleKeys {
        code: "rotation_share",
        keys: &[
            ("min", Kind::Share),
            ("max", Kind::Share),
            ("scope", Kind::Scope),
            ("toward", Kind::Toward),
            (
                "count",
                Kind::Choice(&[("new", "当年新增"), ("serving", "在外交流")]),
            ),
            (
                "forms",
                Kind::Choices(&[
                    ("rotation", "交流"),
                    ("support", "支教"),
                    ("shadowing", "跟岗"),
                    ("itinerant", "走教"),
                ]),
            ),
            ("itinerant_lessons", Kind::Lessons),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "backbone_share",
        keys: &[
            ("min", Kind::Share),
            (
                "base",
                Kind::Choice(&[("rotated", "交流教师"), ("eligible", "符合条件骨干")]),
            ),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "source_protection",
        keys: &[
            ("keep_coverage", Kind::Flag),
            ("keep_backbone", Kind::Flag),
            ("max_out_share", Kind::Share),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "intake",
        keys: &[
            ("max_in_share", Kind::Share),
            ("within_posts", Kind::Flag),
            (
                "posts_pool",
                Kind::Choice(&[("school", "学校"), ("district", "学区"), ("group", "集团")]),
            ),
            ("where_needed", Kind::Flag),
            ("housing_minutes", Kind::Whole),
            ("outlook", OUTLOOKS),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "travel_cap",
        keys: &[("minutes", Kind::Whole)],
        needs: &[],
    },
    RuleKeys {
        code: "direction",
        keys: &[
            ("pairs", Kind::Pairs),
            (
                "upward",
                Kind::Choice(&[
                    ("never", "不允许"),
                    ("shortage", "仅限紧缺"),
                    ("free", "允许"),
                ]),
            ),
            ("exchange", Kind::Flag),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "circle",
        keys: &[("within", CIRCLES)],
        needs: &["within"],
    },
    RuleKeys {
        code: "rural_backbone",
        keys: &[],
        needs: &[],
    },
    RuleKeys {
        code: "itinerant",
        keys: &[
            ("within", CIRCLES),
            ("max_minutes", Kind::Whole),
            ("max_schools", Kind::Whole),
            ("block_lessons", Kind::Count),
            ("min_lessons_per_school", Kind::Lessons),
            ("max_lessons_per_school", Kind::Lessons),
            ("max_lessons", Kind::Lessons),
            ("specialists_only", Kind::Flag),
            ("upward", Kind::Flag),
            ("subjects", SUBJECTS),
            ("both_stages", SUBJECTS),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "tier_quota",
        keys: &[("min.<pair>", Kind::Whole), ("max.<pair>", Kind::Whole)],
        needs: &["min", "max"],
    },
];
