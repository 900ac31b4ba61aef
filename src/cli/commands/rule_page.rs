//! The reference page of all rules, in Markdown: what `lungang rules` says, set to be read at leisure.

use super::plan_rows::plan_rows;
use super::rules::Described;
use crate::finding::Lang;
use crate::report::words::{self, pick};

/// The page in one language.
pub(super) fn page(rules: &[Described], lang: Lang) -> String {
    let title = pick(lang, "规则", "Rules");
    let intro = pick(
        lang,
        "情景文件夹的 `scenario.toml` 中写了 `[rules.名称]`，规则才起作用；没有写的键取默认值。所列规则按默认值表述。本页由 `make docs` 从程序自身的文字生成，与 `lungang rules` 相同。",
        "A rule acts where `scenario.toml` has its `[rules.NAME]`; keys it leaves out take their default. Each sentence is given with the defaults. This page is made by `make docs` from the program's own words, those of `lungang rules`.",
    );
    let contents: String = rules
        .iter()
        .map(|rule| {
            let (name, code) = (words::rule(rule.code), rule.code);
            format!("- [{}](#{code}) `{code}`\n", name.get(lang))
        })
        .collect();
    let sections: String = rules.iter().map(|rule| section(rule, lang)).collect();
    format!("# {title}\n\n{intro}\n\n{contents}{sections}")
}

fn section(rule: &Described, lang: Lang) -> String {
    let (name, note) = (words::rule(rule.code), &rule.note);
    let facts = [
        (pick(lang, "公式", "Formula"), &note.formula),
        (pick(lang, "依据", "Source"), &note.from),
        (pick(lang, "例", "Example"), &note.example),
        (pick(lang, "未达到时的话", "Where missed"), &note.says),
    ];
    let facts: String = facts
        .into_iter()
        .filter(|(_, text)| !text.get(lang).is_empty())
        .map(|(what, text)| format!("- **{what}** {}\n", text.get(lang)))
        .collect();
    let filled: String = plan_rows(note, rule.code, lang)
        .iter()
        .map(|rows| format!("- **plan.json** {rows}\n"))
        .collect();
    let heads = pick(
        lang,
        "| 键 | 默认值 | 含义 |\n|---|---|---|\n",
        "| key | default | meaning |\n|---|---|---|\n",
    );
    format!(
        "\n<a id=\"{code}\"></a>\n## {} `{code}`\n\n{}\n\n{facts}{filled}\n{heads}{}",
        name.get(lang),
        rule.sentence.get(lang),
        keys(rule, lang),
        code = rule.code,
    )
}

/// Keys with a default, those that must be given, then those that may be.
fn keys(rule: &Described, lang: Lang) -> String {
    let mut out = String::new();
    let mut row = |key: &str, value: &str| {
        let meaning = rule.note.key(key, lang).replace('|', "\\|");
        out += &format!("| `{key}` | {value} | {meaning} |\n");
    };
    for (key, value) in &rule.defaults {
        row(key, &format!("`{}`", value.to_string().replace('|', "\\|")));
    }
    let given = pick(lang, "须给出，例", "to be given, such as");
    for (key, value) in &rule.examples {
        row(key, &format!("{given} `{value}`"));
    }
    for key in &rule.others {
        row(key, "–");
    }
    out
}
