//! Those whom a plan made from a former one posts otherwise.

use super::lists::person;
use super::{Block, Cell, Sheet, Source, text};
use crate::report::changes::{Change, Changes, where_to};

/// None where nobody is posted otherwise.
pub(super) fn sheet(source: &Source<'_>, changes: &Changes) -> Option<Sheet> {
    let row = |change: &Change| {
        let id = &source.instance.teacher(change.teacher).id;
        let mut cells: Vec<Cell> = person(source, id).into();
        let former = where_to(source.instance, change.former.as_ref(), source.lang);
        cells.extend([
            text(former),
            text(change.now(source.instance, source.file, source.lang)),
            text(change.cause.said(source.lang)),
        ]);
        cells
    };
    let heads = source.heads(&[
        ("工号", "teacher_id"),
        ("姓名", "name"),
        ("骨干级别", "backbone"),
        ("原方案", "was to serve"),
        ("现方案", "now"),
        ("原因", "why"),
    ]);
    let block = Block::new(heads, changes.rows.iter().map(row).collect());
    let name = source.t("与原方案相比", "changes");
    (!changes.rows.is_empty()).then(|| Sheet::list(name, 2, block))
}
