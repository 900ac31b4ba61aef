//! Those whom a plan made from a former one posts otherwise, and itinerant lessons that differ.

use super::lists::person;
use super::{Block, Cell, Sheet, Source, count, text};
use crate::report::changes::{Change, Changes, where_to};
use crate::report::walk_changes::WalkChange;

/// None where nothing differs.
pub(super) fn sheet(source: &Source<'_>, changes: &Changes) -> Option<Sheet> {
    let name = source.t("与原方案相比", "changes");
    let lists = [postings(source, changes), walks(source, changes)];
    let mut lists = lists.into_iter().flatten();
    let first = Sheet::list(name, 2, lists.next()?);
    Some(lists.fold(first, Sheet::with))
}

fn postings(source: &Source<'_>, changes: &Changes) -> Option<Block> {
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
    let rows: Vec<_> = changes.rows.iter().map(row).collect();
    (!rows.is_empty()).then(|| Block::new(heads, rows))
}

fn walks(source: &Source<'_>, changes: &Changes) -> Option<Block> {
    let row = |walk: &WalkChange| {
        let mut cells: Vec<Cell> = person(source, &walk.teacher_id).into();
        cells.extend([
            text(walk.place(source.instance, source.lang)),
            count(walk.former),
            count(walk.new),
        ]);
        cells
    };
    let heads = source.heads(&[
        ("工号", "teacher_id"),
        ("姓名", "name"),
        ("骨干级别", "backbone"),
        ("走教", "itinerant lessons at"),
        ("原方案（节/周）", "was, lessons a week"),
        ("现方案（节/周）", "now, lessons a week"),
    ]);
    let rows: Vec<_> = changes.walks.iter().map(row).collect();
    (!rows.is_empty()).then(|| Block::new(heads, rows))
}
