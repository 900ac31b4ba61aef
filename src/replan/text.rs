//! What `replan` says: who is touched, what a larger change would buy, who could stand in.

use super::Replanned;
use super::view::{Levels, Reached, Shift, StandInRow, View, view};
use crate::domain::instance::Instance;
use crate::finding::Lang;
use crate::report::changes::{Change, where_to};
use crate::report::figures::school_name;
use crate::report::table::table;
use crate::report::walk_changes::{self, WalkChange};
use crate::report::walks;
use crate::report::words::{self, pick};

/// The whole text.
pub fn text(replanned: &Replanned, lang: Lang) -> String {
    let view = view(replanned);
    let instance = &replanned.county.instance;
    let sections = [
        headline(replanned, &view, lang),
        touched(replanned, lang),
        visits(replanned, lang),
        view.void.text(replanned, lang),
        levels(&view, lang),
        stand_ins(instance, &view, lang),
    ];
    let filled: Vec<_> = sections.into_iter().filter(|s| !s.is_empty()).collect();
    filled.join("\n")
}

fn headline(replanned: &Replanned, view: &View, lang: Lang) -> String {
    let heading = words::heading(&replanned.file, lang);
    let said = replanned.changes.said(&replanned.file, lang);
    let mut out = match lang {
        Lang::Zh => format!("{heading}：调整\n{said}\n"),
        Lang::En => format!("{heading}, again\n{said}\n"),
    };
    if let Some(said) = walk_changes::said(&replanned.changes.walks, lang) {
        out += &format!("{said}\n");
    }
    if let Some(mark) = words::relaxed(&replanned.file) {
        out += &format!("{}\n", mark.get(lang));
    }
    if !view.gone.is_empty() {
        let gone = view.gone.join(", ");
        out += &match lang {
            Lang::Zh => format!("原方案中已不在教师表的：{gone}\n"),
            Lang::En => format!("of the former plan, in the roster no more: {gone}\n"),
        };
    }
    for note in walks::beside_verdicts(&replanned.county.instance, &replanned.file) {
        out += &format!("{}\n", note.get(lang));
    }
    out
}

pub(super) fn person(instance: &Instance, id: &str) -> String {
    match instance.teacher_by_id(id) {
        Some(teacher) => format!("{id} {}", instance.teacher(teacher).name)
            .trim_end()
            .to_owned(),
        None => id.to_owned(),
    }
}

fn touched(replanned: &Replanned, lang: Lang) -> String {
    let changes = &replanned.changes.rows;
    if changes.is_empty() {
        return String::new();
    }
    let instance = &replanned.county.instance;
    let heads = match lang {
        Lang::Zh => ["改变的人", "原方案", "现方案", "原因"],
        Lang::En => ["who is touched", "was to serve", "now", "why"],
    };
    let row = |change: &Change| {
        vec![
            person(instance, &instance.teacher(change.teacher).id),
            where_to(instance, change.former.as_ref(), lang),
            change.now(instance, &replanned.file, lang),
            change.cause.said(lang),
        ]
    };
    table(&heads, &[], changes.iter().map(row).collect())
}

/// Itinerant lessons that differ.
fn visits(replanned: &Replanned, lang: Lang) -> String {
    let walks = &replanned.changes.walks;
    if walks.is_empty() {
        return String::new();
    }
    let instance = &replanned.county.instance;
    let heads = match lang {
        Lang::Zh => ["走教教师", "去处", "原方案（节/周）", "现方案（节/周）"],
        Lang::En => [
            "who teaches elsewhere too",
            "at",
            "was, lessons a week",
            "now",
        ],
    };
    let lessons = |n: u32| match n {
        0 => "–".to_owned(),
        n => n.to_string(),
    };
    let row = |walk: &WalkChange| {
        vec![
            person(instance, &walk.teacher_id),
            walk.place(instance, lang),
            lessons(walk.former),
            lessons(walk.new),
        ]
    };
    table(&heads, &[2, 3], walks.iter().map(row).collect())
}

fn levels(view: &View, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => [
            "目标（依次求最小）",
            "原方案",
            "改动最少",
            "证明",
            "改动不限",
            "证明",
        ],
        Lang::En => [
            "level, minimised in turn",
            "former plan",
            "fewest touched",
            "proof",
            "any change",
            "proof",
        ],
    };
    let reached = |reached: Option<&Reached>| match reached {
        Some(reached) => [
            reached.value.to_string(),
            words::status(&reached.status).get(lang).to_owned(),
        ],
        None => ["–".to_owned(), "–".to_owned()],
    };
    let row = |level: &Levels| {
        let former = level
            .former
            .map_or_else(|| "–".to_owned(), |value| value.to_string());
        let [fewest, its_proof] = reached(level.fewest.as_ref());
        let [free, free_proof] = reached(level.free.as_ref());
        let name = words::level(&level.code).get(lang).to_owned();
        vec![name, former, fewest, its_proof, free, free_proof]
    };
    let is_none = view.levels.iter().all(|level| level.free.is_none());
    let note = match lang {
        Lang::Zh if is_none => "改动不限：时限内没有找到更好的方案\n",
        Lang::En if is_none => "any change: no better plan was found before the limit\n",
        Lang::Zh => "“改动不限”先求各级目标，再求改变的人最少：多改动几人能换来什么\n",
        Lang::En => {
            "any change: the levels first, then the fewest people touched; what a larger change would buy\n"
        }
    };
    table(&heads, &[1, 2, 4], view.levels.iter().map(row).collect()) + note
}

fn stand_ins(instance: &Instance, view: &View, lang: Lang) -> String {
    if view.stand_ins.is_empty() {
        return String::new();
    }
    let heads = match lang {
        Lang::Zh => [
            "若不愿去",
            "去处",
            "可替补（不破坏任何规则）",
            "分钟",
            "目标变化",
        ],
        Lang::En => [
            "if he refuses",
            "to",
            "who could go (no rule broken)",
            "minutes",
            "levels then",
        ],
    };
    let mut rows = Vec::new();
    for reserve in &view.stand_ins {
        let own = [
            person(instance, &reserve.rotation.teacher_id),
            where_to(instance, Some(&reserve.rotation), lang),
        ];
        let mut lines: Vec<[String; 3]> = reserve
            .stand_ins
            .iter()
            .map(|one| stand_in(instance, one, lang))
            .collect();
        if lines.is_empty() {
            let nobody = pick(lang, "没有现成的人，请重新调整", "nobody at hand: replan");
            lines.push([nobody.to_owned(), String::new(), String::new()]);
        }
        for (i, line) in lines.into_iter().enumerate() {
            let own = if i == 0 {
                own.clone()
            } else {
                Default::default()
            };
            rows.push(own.into_iter().chain(line).collect());
        }
    }
    table(&heads, &[3], rows)
}

fn stand_in(instance: &Instance, one: &StandInRow, lang: Lang) -> [String; 3] {
    let shift = |shift: &Shift| {
        let name = words::level(&shift.code);
        format!("{} {} → {}", name.get(lang), shift.plan, shift.then)
    };
    // The first level that differs decides; the rest stands in the record.
    let shifts = one
        .levels
        .first()
        .map_or_else(|| pick(lang, "不变", "the same").to_owned(), shift);
    let from = format!("{} {}", one.from, school_name(instance, &one.from));
    [
        format!(
            "{} ({})",
            person(instance, &one.teacher_id),
            from.trim_end()
        ),
        one.minutes.to_string(),
        shifts,
    ]
}
