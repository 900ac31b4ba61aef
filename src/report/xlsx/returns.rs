//! Those whose rotation term has ended, and where they go back to.

use super::lists::{person, school};
use super::{Block, Cell, Sheet, Source};

/// None where nobody returns.
pub(super) fn sheet(source: &Source<'_>) -> Option<Sheet> {
    let returns = &source.file.returns;
    let rows = returns.iter().map(|row| {
        let mut cells: Vec<Cell> = person(source, &row.teacher_id).into();
        cells.extend(school(source, &row.from));
        cells.extend(school(source, &row.to));
        cells
    });
    let heads = source.heads(&[
        ("工号", "teacher_id"),
        ("姓名", "name"),
        ("骨干级别", "backbone"),
        ("交流学校代码", "from"),
        ("交流学校", "served at"),
        ("原校代码", "to"),
        ("原校", "back at"),
    ]);
    let block = Block::new(heads, rows.collect());
    (!returns.is_empty()).then(|| Sheet::list(source.t("期满返回", "returns"), 2, block))
}
