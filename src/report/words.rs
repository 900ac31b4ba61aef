//! Names of levels, indicators, statuses and words as reports print them.

use super::plan_json::{PatchRow, PlanFile, RotationRow};
use crate::domain::words::Word;
use crate::finding::{Lang, Text};

/// The Chinese or the English words.
pub fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

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
        other => return Text::new(other, other),
    };
    Text::new(zh, en)
}

pub fn status(code: &str) -> Text {
    let (zh, en) = match code {
        "optimal" => ("已证明最优", "proven best"),
        "feasible" => ("可行，未证明最优", "feasible, not proven best"),
        "infeasible" => ("不可行", "infeasible"),
        other => (other, other),
    };
    Text::new(zh, en)
}

/// A closed word of the tables, from its code in `plan.json`.
pub fn word<W: Word>(code: &str, lang: Lang) -> String {
    match W::parse(code) {
        Some(word) => of(word, lang).to_owned(),
        None => code.to_owned(),
    }
}

/// A closed word of the tables.
pub fn of<W: Word>(word: W, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => word.chinese().first().copied().unwrap_or(word.code()),
        Lang::En => word.code(),
    }
}

/// `old → new` of one patched key.
pub fn patch(row: &PatchRow, lang: Lang) -> String {
    let unset = match lang {
        Lang::Zh => "未设",
        Lang::En => "unset",
    };
    let old = match &row.old {
        serde_json::Value::Null => unset.to_owned(),
        old => old.to_string(),
    };
    format!("{}: {old} → {}", row.key, row.new)
}

/// One `--set` with what it changed, on a line of its own.
pub fn set(row: &PatchRow, lang: Lang) -> String {
    format!("  --set {}\n", patch(row, lang))
}

/// What the plan is called; the year is not said twice where the scenario's name has it.
pub fn heading(file: &PlanFile, lang: Lang) -> String {
    let (name, year) = (&file.scenario.name, file.scenario.year);
    // A name that ends in its year: `蒙城县 2024`.
    if lang == Lang::Zh && name.ends_with(&year.to_string()) {
        return format!("{name} 年教师交流轮岗方案");
    }
    match (lang, name.contains(&year.to_string())) {
        (Lang::Zh, true) => format!("{name}教师交流轮岗方案"),
        (Lang::Zh, false) => format!("{name} {year} 年教师交流轮岗方案"),
        (Lang::En, true) => format!("{name}: teacher rotation"),
        (Lang::En, false) => format!("{name}: teacher rotation of {year}"),
    }
}

/// How good the plan is: a relaxed one is no plan under the rules, however well its levels are proven.
pub fn standing(file: &PlanFile) -> Text {
    match relaxed(file) {
        Some(mark) => mark,
        None => status(&file.status),
    }
}

/// Marks a plan that breaks rules; blank for one that does not.
pub fn relaxed(file: &PlanFile) -> Option<Text> {
    file.relaxed.then(|| {
        Text::new(
            "放宽方案：没有方案能满足全部规则，此方案违反最少",
            "relaxed plan: no plan meets every rule, this one breaks them least",
        )
    })
}

/// Thousands apart, for yuan and lessons.
pub fn grouped(value: f64) -> String {
    let text = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (i, digit) in text.chars().enumerate() {
        if i > 0 && (text.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < -0.5 { format!("-{out}") } else { out }
}

/// Where the minutes of a rotation are counted from.
pub fn minutes_from(row: &RotationRow) -> Text {
    match row.minutes_from {
        Some(_) => Text::new("自居住地", "from home"),
        None => Text::new("自学校", "from school"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name() {
        for code in crate::rules::REGISTRY {
            let name = rule(code);
            assert!(!name.zh.is_ascii(), "{code}");
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(1_234_567.0), "1,234,567");
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(-1000.0), "-1,000");
    }
}
