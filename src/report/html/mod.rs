//! `report.html`: one self-contained page that opens offline, prints on A4 and reads well on a phone.

mod changes;
mod chart;
mod gaps;
mod head;
mod indicators;
mod lists;
mod map;
mod money;
pub(crate) mod parts;
pub(crate) mod place;
mod posts;
mod projection;
mod rules;
mod school;

use super::figures::{Figures, school_name};
use super::plan_json::PlanFile;
use super::words::{self, pick};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::words::Word;
use crate::finding::Lang;
use crate::rules::Rules;
use maud::{DOCTYPE, Markup, PreEscaped, html};

pub(crate) const STYLE: &str = include_str!("style.css");
/// Folded sections open before printing and fold again after.
pub(crate) const SCRIPT: &str = include_str!("print.js");

/// Said where no minute of the page is measured.
const ESTIMATED: (&str, &str) = (
    "没有道路表：路程分钟数由经纬度估算，不是实测",
    "there is no roads table: minutes are estimated from coordinates, not measured",
);

/// What every section of a page is made from.
#[derive(Clone, Copy)]
struct Page<'a> {
    instance: &'a Instance,
    rules: &'a Rules,
    file: &'a PlanFile,
    lang: Lang,
}

impl<'a> Page<'a> {
    /// The Chinese or the English words.
    fn t(&self, zh: &'a str, en: &'a str) -> &'a str {
        pick(self.lang, zh, en)
    }

    fn school(&self, id: &'a str) -> &'a str {
        school_name(self.instance, id)
    }

    /// A teacher's name; blank where the instance does not know him.
    fn teacher(&self, id: &str) -> &'a str {
        let teacher = self.instance.teacher_by_id(id);
        teacher.map_or("", |teacher| &self.instance.teacher(teacher).name)
    }

    /// A closed word of the tables from its code.
    fn word<W: Word>(&self, code: &str) -> String {
        words::word::<W>(code, self.lang)
    }
}

/// The bureau's copy: everything.
pub fn page(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> String {
    let page = Page {
        instance,
        rules,
        file,
        lang,
    };
    let figures = Figures::new(instance, file);
    let body = html! {
        h1 { (words::heading(file, lang)) }
        (head::standing(&page))
        (head::cards(&page, &figures))
        (head::contents(&page))
        (changes::section(&page))
        (map::section(&page, &figures))
        (gaps::section(&page))
        (indicators::section(&page))
        (money::section(&page))
        (rules::section(&page))
        (head::levels(&page))
        (lists::rotations(&page))
        (lists::itinerant(&page))
        (lists::supply(&page))
        (posts::section(&page))
        (gaps::remaining(&page, &figures))
        (school::sections(&page))
    };
    document(&page, &words::heading(file, lang), &body)
}

/// What one school may see: its own part of the plan and nobody else's people.
pub fn school_page(
    instance: &Instance,
    rules: &Rules,
    file: &PlanFile,
    school: SchoolIndex,
    lang: Lang,
) -> String {
    let page = Page {
        instance,
        rules,
        file,
        lang,
    };
    let of = &instance.school(school).name;
    let heading = format!("{}{}{of}", words::heading(file, lang), page.t("：", " – "));
    let body = html! {
        h1 { (heading) }
        (head::mark(&page))
        (school::copy(&page, school))
    };
    document(&page, &heading, &body)
}

/// Style that prints a mark of ours at the head of every sheet of paper.
pub(crate) fn on_every_sheet(mark: Option<&str>) -> String {
    mark.map_or_else(String::new, |mark| {
        format!(
            "@page {{ @top-center {{ content: \"⚠ {mark}\"; font-size: 9pt; font-weight: 700; }} }}"
        )
    })
}

fn document(page: &Page<'_>, heading: &str, body: &Markup) -> String {
    let made_from = &page.file.scenario.input_sha256;
    let mark = words::relaxed(page.file).map(|mark| mark.get(page.lang).to_owned());
    html! {
        (DOCTYPE)
        html lang=(page.t("zh-CN", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // A tab's icon that is nowhere asked for.
                link rel="icon" href="data:,";
                title { (heading) }
                style { (PreEscaped(STYLE)) (PreEscaped(on_every_sheet(mark.as_deref()))) }
            }
            body {
                (body)
                footer {
                    @if page.instance.roads.is_none() {
                        (page.t(ESTIMATED.0, ESTIMATED.1)) br;
                    }
                    (page.t("输入校验码", "input_sha256")) " " (made_from)
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}
