//! The list of people and lessons brought in: retraining, recruitment, retired teachers, remote lessons.

use super::lists::{school, tier};
use super::{Block, Cell, Sheet, Source, count, text};
use crate::domain::words::{Stage, Subject};
use crate::report::{supply, words};

/// None where nothing is brought in.
pub(super) fn sheet(source: &Source<'_>) -> Option<Sheet> {
    let row = |line: supply::Line<'_>| {
        let mut cells: Vec<Cell> = vec![
            text(words::rule(line.rule).get(source.lang)),
            text(&line.from),
        ];
        cells.extend(school(source, line.school));
        cells.push(tier(source, line.school));
        cells.push(text(words::word::<Stage>(line.stage, source.lang)));
        cells.push(text(words::word::<Subject>(line.subject, source.lang)));
        cells.extend([count(line.people), count(line.lessons), count(line.yuan)]);
        cells
    };
    let lines = supply::lines(source.instance, source.file);
    let rows: Vec<_> = lines.into_iter().map(row).collect();
    let [how, from, gains, stage, subject, people, lessons, yuan] = supply::heads(source.lang);
    let heads = vec![
        how,
        from,
        source.t("学校代码", "school_id"),
        gains,
        source.t("城乡类型", "tier"),
        stage,
        subject,
        people,
        lessons,
        yuan,
    ];
    let block = Block::new(heads, rows);
    let name = source.t("补充师资", "brought in");
    (!block.rows.is_empty()).then(|| Sheet::list(name, 2, block))
}
