//! The posts proposed for each school, where rule `posts` is in force.

use super::Page;
use super::parts::{Column, Set, cell, number, section as part, table};
use crate::report::plan_json::PostsRow;
use maud::{Markup, html};

pub(super) fn section(page: &Page<'_>) -> Markup {
    let rows = &page.file.posts;
    if rows.is_empty() {
        return html! {};
    }
    let proposed: u32 = rows.iter().map(|row| row.proposed).sum();
    let title = format!(
        "{}{}{proposed}{}",
        page.t("编制建议", "Posts proposed"),
        page.t("（共 ", " ("),
        page.t("）", ")")
    );
    let columns: [Column<'_>; 7] = [
        (page.t("学校", "school"), Set::Text),
        (page.t("核定编制", "approved"), Set::Number),
        (page.t("按生师比", "by pupils"), Set::Number),
        (page.t("按班师比", "by classes"), Set::Number),
        (page.t("建议编制", "proposed"), Set::Number),
        (page.t("现有在编", "staff before"), Set::Number),
        (page.t("方案后在编", "staff after"), Set::Number),
    ];
    let row = |row: &PostsRow| {
        let approved = row.approved.map(|posts| posts.to_string());
        vec![
            cell(page.school(&row.school_id)),
            cell(approved.unwrap_or_default()),
            number(row.by_pupils),
            number(row.by_classes),
            number(row.proposed),
            number(row.staff_before),
            number(row.staff_after),
        ]
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    part("posts", &title, &table(&columns, &rows))
}
