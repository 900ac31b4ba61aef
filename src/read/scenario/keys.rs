//! Every key that scenario.toml knows, and what it may hold: a key or a rule is added in one line.

use super::kind::{Kind, WordList};
use crate::domain::words::{Employment, Exemption, Outlook, Subject, Tier};

const EXEMPTIONS: Kind = Kind::Words(WordList::of::<Exemption>());
const EMPLOYMENTS: Kind = Kind::Words(WordList::of::<Employment>());
const SUBJECTS: Kind = Kind::Words(WordList::of::<Subject>());
const TIERS: Kind = Kind::Words(WordList::of::<Tier>());
const OUTLOOKS: Kind = Kind::Words(WordList::of::<Outlook>());
pub(super) const STRENGTHS: Kind = Kind::Choice(&[("must", "必须"), ("should", "力争")]);
const DEGREES: Kind = Kind::Choice(&[
    ("secondary", "中专"),
    ("college", "专科"),
    ("bachelor", "本科"),
    ("master", "硕士"),
    ("doctor", "博士"),
]);
const TITLES: Kind = Kind::Choice(&[
    ("junior", "三级"),
    ("second", "二级"),
    ("first", "一级"),
    ("senior", "高级"),
    ("full_senior", "正高级"),
]);
const CIRCLES: Kind = Kind::Choice(&[
    ("county", "全县"),
    ("district", "学区"),
    ("group", "集团"),
    ("hub", "中心校"),
]);

/// Keys outside the rules. `<subject>` is a subject in either language, `<table>` and `<column>` ours, `<word>` theirs.
pub(super) const KEYS: &[(&str, Kind)] = &[
    ("name", Kind::Text),
    ("year", Kind::Year),
    ("extends", Kind::Paths),
    ("source", Kind::Text),
    ("levels", Kind::Levels),
    ("data", Kind::Text),
    ("tables.<table>.file", Kind::Text),
    ("tables.<table>.sheet", Kind::Text),
    ("tables.<table>.columns.<column>", Kind::Text),
    ("tables.<table>.values.<column>.<word>", Kind::Text),
    ("eligibility.min_years", Kind::Whole),
    ("eligibility.max_age_male", Kind::Whole),
    ("eligibility.max_age_female", Kind::Whole),
    ("eligibility.rest_years", Kind::Whole),
    ("eligibility.retire_male", Kind::Whole),
    ("eligibility.retire_female", Kind::Whole),
    ("eligibility.retire_within", Kind::Whole),
    ("eligibility.exempt", EXEMPTIONS),
    ("eligibility.employment", EMPLOYMENTS),
    ("eligibility.protect_group_leaders", Kind::Flag),
    ("eligibility.title_rural_years", Kind::Whole),
    (
        "eligibility.retirement",
        Kind::Choice(&[("flat", "统一年龄"), ("by_birth", "按出生年月")]),
    ),
    ("eligibility.retirement_steps", Kind::Steps),
    ("subjects.pe_arts", SUBJECTS),
    ("subjects.shortage", SUBJECTS),
    ("subjects.shortage_weight", Kind::Whole),
    ("subjects.core", SUBJECTS),
    ("subjects.order", SUBJECTS),
    ("curriculum.anyone", SUBJECTS),
    ("curriculum.joint", SUBJECTS),
    ("curriculum.primary.<subject>", Kind::Grades(6)),
    ("curriculum.junior.<subject>", Kind::Grades(3)),
    ("loads.homeroom_factor", Kind::Share),
    ("loads.senior_age", Kind::Whole),
    ("loads.senior_factor", Kind::Share),
    ("loads.principal_factor", Kind::Share),
    ("loads.vice_principal_factor", Kind::Share),
    ("loads.second_subject_max_lessons", Kind::Lessons),
    ("loads.primary.default", Kind::Lessons),
    ("loads.primary.<subject>", Kind::Lessons),
    ("loads.junior.default", Kind::Lessons),
    ("loads.junior.<subject>", Kind::Lessons),
    ("travel.speed_kmh", Kind::Positive),
    ("travel.detour", Kind::Positive),
    ("travel.base_minutes", Kind::Number),
    ("balance.weighted", Kind::Flag),
    ("balance.point_min_pupils", Kind::Whole),
    ("balance.small_rural_counts_part_time", Kind::Flag),
    ("balance.small_rural_min_pupils", Kind::Whole),
    ("balance.small_rural_max_pupils", Kind::Whole),
    ("balance.indicators_min", Kind::Whole),
    ("balance.indicator_floor", Kind::Share),
    ("balance.school_pupils_max", Kind::Whole),
    ("balance.nine_year_pupils_max", Kind::Whole),
    ("balance.primary.degree", Kind::Number),
    ("balance.primary.backbone", Kind::Number),
    ("balance.primary.pe_arts", Kind::Number),
    ("balance.primary.room_m2", Kind::Number),
    ("balance.primary.sports_m2", Kind::Number),
    ("balance.primary.equipment_yuan", Kind::Number),
    ("balance.primary.multimedia_rooms", Kind::Number),
    ("balance.primary.cv_max", Kind::Number),
    ("balance.primary.class_pupils_max", Kind::Whole),
    ("balance.junior.degree", Kind::Number),
    ("balance.junior.backbone", Kind::Number),
    ("balance.junior.pe_arts", Kind::Number),
    ("balance.junior.room_m2", Kind::Number),
    ("balance.junior.sports_m2", Kind::Number),
    ("balance.junior.equipment_yuan", Kind::Number),
    ("balance.junior.multimedia_rooms", Kind::Number),
    ("balance.junior.cv_max", Kind::Number),
    ("balance.junior.class_pupils_max", Kind::Whole),
    ("money.rotation_by_hardship", Kind::Amounts(5)),
    ("money.rotation_per_minute", Kind::Number),
    ("money.rotation_by_tier", Kind::Amounts(3)),
    ("money.itinerant_per_block", Kind::Number),
    ("money.weeks", Kind::Number),
    ("prices.yuan", Kind::Number),
    ("prices.minute", Kind::Number),
    ("prices.beyond_share", Kind::Number),
    ("prices.wish_missed", Kind::Number),
    ("prices.carried_before", Kind::Number),
    ("prices.title_candidate", Kind::Number),
    ("carry.term_years", Kind::Whole),
];

/// A rule that scenarios may switch on.
pub(super) struct RuleKeys {
    pub(super) code: &'static str,
    pub(super) keys: &'static [(&'static str, Kind)],
    /// Keys without a default that it cannot do without; one of them is enough.
    pub(super) needs: &'static [&'static str],
}

/// The rules of this version, in the contract's order.
pub(super) const RULES: &[RuleKeys] = &[
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

/// Levels solved where a scenario names none.
pub const LEVELS: [&str; 6] = [
    "arts_unfilled_rural",
    "arts_depth",
    "unfilled",
    "rural_backbone",
    "balance",
    "burden",
];

/// Levels solved only where a scenario names them, at the place where it does.
pub(super) const OPTIONAL_LEVELS: [&str; 1] = ["core_unfilled"];

/// The rule of this version with that code.
pub(super) fn rule(code: &str) -> Option<&'static RuleKeys> {
    RULES.iter().find(|rule| rule.code == code)
}
