//! Keys of the rules on hubs, pairs, people and posts.

use super::RuleKeys;
use super::kinds::{CIRCLES, TIERS};
use crate::read::scenario::kind::Kind;

pub(super) const PEOPLE: &[RuleKeys] = &[
    RuleKeys {
        code: "hub_dispatch",
        keys: &[("min", Kind::Whole), ("tiers", TIERS)],
        needs: &["min"],
    },
    RuleKeys {
        code: "pairings",
        keys: &[
            ("pairs", Kind::SchoolPairs),
            ("kinds", Kind::PairsOfKinds),
            ("limit", Kind::Flag),
            ("min", Kind::Whole),
            ("small_pupils", Kind::Whole),
            ("new_years", Kind::Whole),
        ],
        needs: &["pairs", "kinds"],
    },
    RuleKeys {
        code: "couples",
        keys: &[],
        needs: &[],
    },
    RuleKeys {
        code: "graduating",
        keys: &[
            (
                "mode",
                Kind::Choice(&[("frozen", "不动"), ("share", "按比例")]),
            ),
            ("min", Kind::Share),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "rest",
        keys: &[("years", Kind::Whole)],
        needs: &[],
    },
    RuleKeys {
        code: "subject_out",
        keys: &[("max_out_share", Kind::Share)],
        needs: &[],
    },
    RuleKeys {
        code: "posts",
        keys: &[
            ("primary", Kind::Positive),
            ("junior", Kind::Positive),
            ("special", Kind::Positive),
            ("per_class", Kind::Whole),
            ("per_point", Kind::Whole),
            ("total", Kind::Whole),
            ("bind", Kind::Flag),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "principals",
        keys: &[
            (
                "positions",
                Kind::Choices(&[("principal", "校长"), ("vice_principal", "副校长")]),
            ),
            ("term_years", Kind::Whole),
            ("min_terms", Kind::Whole),
            ("max_terms", Kind::Whole),
            ("min", Kind::Whole),
            ("max", Kind::Whole),
            ("max_minutes", Kind::Whole),
            ("within", CIRCLES),
            ("among_rotated", Kind::Flag),
        ],
        needs: &[],
    },
];
