//! What levels, indicators and rules are called.

use crate::finding::Text;

/// What the audit finds beside the rules; no key turns it.
const BESIDE_RULES: [&str; 2] = ["plan", "claim"];

/// A level's name; the shortfall of a rule that a scenario names as a level goes by its code.
pub fn level(code: &str) -> Text {
    let (zh, en) = match code {
        "arts_unfilled_rural" => (
            "乡村体音美缺课",
            "unfilled PE, music and art in rural schools",
        ),
        "arts_depth" => (
            "乡村体音美缺课集中程度",
            "depth of the rural PE, music and art gap",
        ),
        "unfilled" => (
            "其他缺课（紧缺学科加权）",
            "all other unfilled lessons, shortage subjects weighted",
        ),
        "core_unfilled" => ("语数英缺课", "unfilled lessons of the core subjects"),
        "rural_backbone" => (
            "没有骨干教师的乡村学校",
            "rural schools without a backbone teacher",
        ),
        "balance" => ("校际师资差异", "imbalance of teachers between schools"),
        "burden" => ("费用与奔波", "money, travel and other burden"),
        "touched" => (
            "安排与原方案不同的人数",
            "people posted otherwise than in the former plan",
        ),
        other => {
            return Text::new(
                format!("“{}”的欠缺", rule(other).zh),
                format!("shortfall of {}", rule(other).en),
            );
        }
    };
    Text::new(zh, en)
}

/// One of the seven indicators of the balance test.
pub fn indicator(code: &str) -> Text {
    let (zh, en) = match code {
        "degree" => ("高于规定学历教师", "teachers above the required degree"),
        "backbone" => ("县级以上骨干教师", "backbone teachers"),
        "pe_arts" => ("体育艺术专任教师", "PE and arts specialists"),
        "room_m2" => ("生均教学及辅助用房（m²）", "teaching rooms, m² a pupil"),
        "sports_m2" => ("生均体育运动场馆（m²）", "sports ground, m² a pupil"),
        "equipment_yuan" => ("生均教学仪器设备值（元）", "equipment, yuan a pupil"),
        "multimedia_rooms" => (
            "每百名学生网络多媒体教室",
            "multimedia rooms per 100 pupils",
        ),
        other => (other, other),
    };
    Text::new(zh, en)
}

/// A rule's name; its code where it is none of ours.
pub fn rule(code: &str) -> Text {
    let (zh, en) = match code {
        "rotation_share" => ("交流比例", "share that rotates"),
        "backbone_share" => ("骨干教师比例", "backbone share"),
        "source_protection" => ("派出校保护", "protection of schools that send"),
        "intake" => ("接收校条件", "conditions of schools that receive"),
        "travel_cap" => ("路程上限", "longest way"),
        "direction" => ("流动方向", "direction"),
        "circle" => ("交流范围", "circle"),
        "tier_quota" => ("城乡流动人数", "people from tier to tier"),
        "rural_backbone" => ("乡村校骨干教师", "backbone in rural schools"),
        "itinerant" => ("走教", "itinerant lessons"),
        "budget" => ("经费上限", "budget"),
        "feedback" => ("反馈意见", "feedback"),
        "hub_dispatch" => ("中心校派出", "dispatch by hub schools"),
        "retraining" => ("转岗培训", "retraining"),
        "recruitment" => ("补充招聘", "recruitment"),
        "silver_age" => ("银龄教师", "silver-age teachers"),
        "remote_lessons" => ("专递课堂", "remote lessons"),
        "principals" => ("校长交流", "principals"),
        "couples" => ("夫妻照顾", "couples"),
        "rest" => ("交流间隔", "rest between rotations"),
        "graduating" => ("毕业班", "graduating classes"),
        "posts" => ("编制", "posts"),
        "pairings" => ("学校结对", "paired schools"),
        "subject_out" => ("学科组保护", "protection of subject groups"),
        "headcount" => ("人数", "headcount"),
        "backbone_per_100" => ("每百名学生骨干教师", "backbone teachers per 100 pupils"),
        "degree_per_100" => ("每百名学生高学历教师", "higher degrees per 100 pupils"),
        "school_pass" => ("学校达标", "schools that pass"),
        "cv_limit" => ("差异系数上限", "limit of the coefficient of variation"),
        "plan" => ("方案本身", "the plan itself"),
        "claim" => ("方案所写", "what the plan says"),
        other => return Text::new(other, other),
    };
    Text::new(zh, en)
}

/// A clause by its rule's Chinese name, with the key that `--set` takes where it has one.
pub fn keyed(code: &str, clause: &str) -> String {
    let name = rule(code).zh;
    if BESIDE_RULES.contains(&code) {
        name
    } else {
        format!("{name}（{clause}）")
    }
}

/// A level by its Chinese name, with the code that it has in `plan.json`.
pub fn level_keyed(code: &str) -> String {
    format!("“{}”（{code}）", level(code).zh)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::REGISTRY;

    #[test]
    fn every_rule_has_a_name() {
        for code in REGISTRY {
            let name = rule(code);
            assert!(!name.zh.is_ascii(), "{code}");
        }
    }
}
