//! The sheet 汇总: headline figures, what each level reached and how far it is proven, the spread between schools.

use super::{Block, Cell, Sheet, Source, count, figure, free, text, three, two};
use crate::audit::schools::{Spread, school_tests, spreads};
use crate::domain::plan::Plan;
use crate::report::changes::Changes;
use crate::report::figures::{Figures, Gap};
use crate::report::walk_changes;
use crate::report::words;

pub(super) fn sheet(source: &Source<'_>, plan: &Plan, changes: Option<&Changes>) -> Sheet {
    let figures = Figures::new(source.instance, source.file);
    let blocks = vec![
        plan_block(source, changes),
        people(source, &figures),
        gaps(source, &figures),
        levels(source),
        indicators(source, plan),
    ];
    Sheet::page(source.t("汇总", "summary"), blocks)
}

/// What the plan is, and of what input.
fn plan_block(source: &Source<'_>, changes: Option<&Changes>) -> Block {
    let file = source.file;
    let standing = words::standing(file);
    let proven = !file.relaxed && file.status == "optimal";
    let sign = if proven { "✓" } else { "⚠" };
    let mut rows = vec![
        vec![text(source.t("方案", "plan")), free(&file.scenario.name)],
        vec![
            text(source.t("学年", "school year")),
            text(format!("{}–{}", file.scenario.year, file.scenario.year + 1)),
        ],
        vec![
            text(source.t("结论", "standing")),
            free(format!("{sign} {}", standing.get(source.lang))),
        ],
        vec![
            text(source.t("输入校验码", "input_sha256")),
            free(&file.scenario.input_sha256),
        ],
    ];
    for patch in &file.scenario.patches {
        let said = words::patch(patch, source.lang);
        rows.push(vec![text(source.t("改写", "patched")), free(said)]);
    }
    if let Some(changes) = changes {
        let said = changes.said(file, source.lang);
        let against = source.t("与原方案相比", "former plan");
        rows.push(vec![text(against), free(said)]);
        let walks = walk_changes::said(&changes.walks, source.lang);
        rows.extend(
            walks.map(|said| vec![text(source.t("走教", "itinerant lessons")), free(said)]),
        );
        if !file.scenario.feedback.is_empty() {
            let n = count(file.scenario.feedback.len() as f64);
            rows.push(vec![text(source.t("反馈意见", "verdicts")), n]);
        }
    }
    Block::new(Vec::new(), rows).titled(words::heading(file, source.lang))
}

fn people(source: &Source<'_>, figures: &Figures) -> Block {
    let people = source.t("人", "people");
    let row =
        |zh, en, value: Cell, unit: &'static str| vec![text(source.t(zh, en)), value, text(unit)];
    let number = |n: usize| count(n as f64);
    let rows = vec![
        row("教师总数", "teachers", number(figures.teachers), people),
        row("符合交流条件", "eligible", number(figures.eligible), people),
        row("交流人数", "rotated", number(figures.rotated), people),
        row(
            "其中县级以上骨干",
            "of them backbone teachers",
            number(figures.backbone),
            people,
        ),
        row(
            "走教人数",
            "teach at a second school",
            number(figures.itinerant_teachers),
            people,
        ),
        row(
            "走教课时",
            "itinerant lessons",
            count(figures.itinerant_lessons),
            source.t("节/周", "a week"),
        ),
        row(
            "费用",
            "money",
            count(source.file.cost.yuan.0),
            source.t("元/年", "yuan a year"),
        ),
    ];
    let heads = source.heads(&[
        ("人员和费用", "people and money"),
        ("数值", "value"),
        ("单位", "unit"),
    ]);
    Block::new(heads, rows)
}

fn gaps(source: &Source<'_>, figures: &Figures) -> Block {
    let row = |zh, en, gap: Gap| {
        let closed = f64::from(gap.before) - f64::from(gap.after);
        vec![
            text(source.t(zh, en)),
            count(gap.need),
            count(gap.before),
            count(gap.after).alert_if(gap.after > 0),
            count(closed),
        ]
    };
    let rows = vec![
        row(
            "乡村学校体育、音乐、美术",
            "rural PE, music and art",
            figures.arts_rural,
        ),
        row("全县所有学科", "every school and subject", figures.all),
    ];
    let heads = source.heads(&[
        ("缺课（节/周）", "lessons nobody gives, a week"),
        ("需要", "need"),
        ("现状", "before"),
        ("方案后", "after"),
        ("补上", "closed"),
    ]);
    Block::new(heads, rows)
}

fn levels(source: &Source<'_>) -> Block {
    let rows = source.file.levels.iter().map(|level| {
        let status = text(words::status(&level.status).get(source.lang));
        vec![
            text(words::level(&level.code).get(source.lang)),
            figure(level.value.0),
            figure(level.bound.0),
            status.alert_if(level.status != "optimal"),
        ]
    });
    let heads = source.heads(&[
        ("目标（依次求最小）", "level, minimised in turn"),
        ("值", "value"),
        ("下界", "bound"),
        ("证明", "proof"),
    ]);
    Block::new(heads, rows.collect())
}

/// The spread of every indicator of the balance test, facilities too where the tables tell them.
fn indicators(source: &Source<'_>, plan: &Plan) -> Block {
    let of = |plan: &Plan| spreads(source.instance, &school_tests(source.instance, plan));
    let weighted = source.instance.settings.balance.weighted;
    let cv = |row: &Spread| match weighted {
        true => row.figures.cv,
        false => row.figures.cv_unweighted,
    };
    let rows = of(&Plan::default())
        .into_iter()
        .zip(of(plan))
        .map(|(before, after)| {
            let stage = words::of(after.stage, source.lang);
            let name = words::indicator(after.code);
            let verdict = match after.met {
                true => source.t("不超过", "within"),
                false => source.t("超过", "above"),
            };
            vec![
                text(format!("{stage} {}", name.get(source.lang))),
                two(before.figures.mean),
                two(after.figures.mean),
                three(cv(&before)),
                three(cv(&after)),
                two(after.cv_max),
                text(verdict).alert_if(!after.met),
            ]
        });
    let heads = source.heads(&[
        ("优质均衡指标", "indicator of the balance test"),
        ("均值·现状", "mean before"),
        ("均值·方案后", "mean after"),
        ("差异系数·现状", "CV before"),
        ("差异系数·方案后", "CV after"),
        ("上限", "limit"),
        ("结论", "verdict"),
    ]);
    Block::new(heads, rows.collect())
}
