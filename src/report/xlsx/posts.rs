//! The posts proposed for each school, where rule `posts` is in force.

use super::lists::school;
use super::{Block, Cell, Sheet, Source, count, text};

/// None where the plan proposes no posts.
pub(super) fn sheet(source: &Source<'_>) -> Option<Sheet> {
    let posts = &source.file.posts;
    let rows = posts.iter().map(|row| {
        let mut cells: Vec<Cell> = school(source, &row.school_id).into();
        cells.push(row.approved.map_or(text(""), count));
        cells.extend([row.by_pupils, row.by_classes, row.proposed].map(count));
        cells.extend([row.staff_before, row.staff_after].map(count));
        cells
    });
    let heads = source.heads(&[
        ("学校代码", "school_id"),
        ("学校", "school"),
        ("核定编制", "approved"),
        ("按生师比", "by pupils"),
        ("按班师比", "by classes"),
        ("建议编制", "proposed"),
        ("现有在编", "staff before"),
        ("方案后在编", "staff after"),
    ]);
    let block = Block::new(heads, rows.collect());
    (!posts.is_empty()).then(|| Sheet::list(source.t("编制建议", "posts"), 2, block))
}
