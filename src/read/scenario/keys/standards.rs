//! Keys of the rules on the balance test.

use super::RuleKeys;
use super::kinds::TIERS;
use crate::read::scenario::kind::Kind;

pub(super) const STANDARDS: &[RuleKeys] = &[
    RuleKeys {
        code: "headcount",
        keys: &[("tiers", TIERS)],
        needs: &[],
    },
    RuleKeys {
        code: "backbone_per_100",
        keys: &[("tiers", TIERS)],
        needs: &[],
    },
    RuleKeys {
        code: "degree_per_100",
        keys: &[("tiers", TIERS)],
        needs: &[],
    },
    RuleKeys {
        code: "school_pass",
        keys: &[("tiers", TIERS)],
        needs: &[],
    },
    RuleKeys {
        code: "cv_limit",
        keys: &[(
            "indicators",
            Kind::Choices(&[
                ("degree", "学历"),
                ("backbone", "骨干"),
                ("pe_arts", "体艺"),
            ]),
        )],
        needs: &[],
    },
];
