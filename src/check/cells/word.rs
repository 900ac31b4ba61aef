//! Words of the closed lists.

use super::Mistake;
use crate::check::{codes, nearest};
use crate::domain::words::Word;
use crate::finding::Text;
use crate::read::text::split_list;

/// The word, also where a remark follows in brackets, blanks are strewn in, or blanks and hyphens stand for `_`.
///
/// A second word in the brackets is no remark: `语文(兼数学)` is two subjects, and nobody chooses between them in silence.
pub(in crate::check) fn parse_word<W: Word>(text: &str) -> Result<W, Mistake> {
    let joined = text.replace([' ', '-'], "_");
    let opened: String = text.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    let (bare, remark) = text.split_once('(').unwrap_or((text, ""));
    let bare = if words_in::<W>(remark).is_empty() {
        bare.trim()
    } else {
        text
    };
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    [text, &joined, &opened, bare, &squeezed]
        .into_iter()
        .find_map(W::parse)
        .ok_or_else(|| unknown_word::<W>(text))
}

/// `无` in a column that may be blank means blank, unless the column has a word for it.
pub(in crate::check) fn parse_optional<W: Word>(text: &str) -> Result<Option<W>, Mistake> {
    match parse_word(text) {
        Err(_) if matches!(text, "无" | "none" | "/" | "-") => Ok(None),
        parsed => parsed.map(Some),
    }
}

fn unknown_word<W: Word>(text: &str) -> Mistake {
    let (what_en, what_zh) = W::WHAT;
    let several = words_in::<W>(text);
    if several.len() > 1 {
        return several_words::<W>(text, &several);
    }
    Mistake {
        code: &codes::WORD_UNKNOWN,
        message: Text::new(
            format!("`{text}` 不是{what_zh}"),
            format!("`{text}` is no {what_en}"),
        ),
        hint: hint::<W>(text),
    }
}

/// The longest word within it, else the word most like it; for a slip in a short one, all words behind it, because it may have been no slip.
fn hint<W: Word>(text: &str) -> Text {
    let forms = || {
        let words = W::all().iter();
        words.flat_map(|word| word.chinese().iter().copied().chain([word.code()]))
    };
    let within = nearest::longest_within(text, forms());
    if let Some(near) = within.or_else(|| nearest::nearest(text, forms())) {
        return Text::new(
            format!("是不是 `{near}`？"),
            format!("did you mean `{near}`?"),
        );
    }
    let zh: Vec<_> = W::all().iter().map(|w| w.chinese()[0]).collect();
    let en: Vec<_> = W::all().iter().map(|w| w.code()).collect();
    let (zh, en) = (zh.join("`、`"), en.join("`, `"));
    match nearest::one_slip(text, forms()) {
        Some(near) => Text::new(
            format!("是不是 `{near}`？可填：`{zh}`"),
            format!("did you mean `{near}`? use one of `{en}`"),
        ),
        None => Text::new(format!("可填：`{zh}`"), format!("use one of `{en}`")),
    }
}

/// The words that stand beside each other in a text, each once.
fn words_in<W: Word>(text: &str) -> Vec<W> {
    let mut words = Vec::new();
    let parts = split_list(text).flat_map(|part| {
        part.split(|c: char| {
            c.is_whitespace() || matches!(c, '/' | '+' | '&' | '(' | ')' | '和' | '兼' | '\\')
        })
    });
    for word in parts.filter_map(|part| W::parse(part.trim())) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn several_words<W: Word>(text: &str, several: &[W]) -> Mistake {
    let (what_en, what_zh) = W::WHAT;
    let zh: Vec<_> = several.iter().map(|word| word.chinese()[0]).collect();
    let en: Vec<_> = several.iter().map(|word| word.code()).collect();
    Mistake {
        code: &codes::WORD_UNKNOWN,
        message: Text::new(
            format!("`{text}` 不是一个{what_zh}，而是 {} 个", several.len()),
            format!("`{text}` is {} words, not one {what_en}", several.len()),
        ),
        hint: Text::new(
            format!(
                "只能填一项的格填一项；能填多项的用顿号隔开：`{}`",
                zh.join("、")
            ),
            format!(
                "write one word; where a list may stand, put semicolons between: `{}`",
                en.join("; ")
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::{Degree, SchoolKind, Subject, Tier, Title};

    #[test]
    fn a_slip_in_a_short_word_names_it_before_the_list() {
        let slip = parse_word::<Subject>("语闻").expect_err("no word");
        assert!(
            slip.hint
                .zh
                .starts_with("是不是 `语文`？可填：`语文`、`数学`"),
            "{}",
            slip.hint.zh
        );
        assert!(slip.hint.en.starts_with("did you mean `语文`? use one of"));
        let tier = parse_word::<Tier>("农村").expect_err("no word");
        assert!(tier.hint.zh.starts_with("是不是 `乡村`？"));
        let kind = parse_word::<SchoolKind>("小学教学点").expect_err("no word");
        assert_eq!(kind.hint.zh, "是不是 `教学点`？");
        let other = parse_word::<Subject>("心理").expect_err("no word");
        assert!(other.hint.zh.starts_with("可填："), "{}", other.hint.zh);
    }

    #[test]
    fn a_remark_in_brackets_is_no_second_word() {
        assert_eq!(parse_word("体育(与健康)").ok(), Some(Subject::Pe));
        assert_eq!(parse_word("数学(六年级)").ok(), Some(Subject::Maths));
        assert_eq!(parse_word("硕士(研究生)").ok(), Some(Degree::Master));
        assert_eq!(parse_word("本科(在职)").ok(), Some(Degree::Bachelor));
        assert_eq!(parse_word("正高级(教师)").ok(), Some(Title::FullSenior));
        for two in [
            "语文(数学)",
            "语文(兼数学)",
            "语文/数学",
            "语文、数学",
            "语文 数学",
            "语文和数学",
        ] {
            let mistake = parse_word::<Subject>(two).expect_err(two);
            assert_eq!(mistake.code, &codes::WORD_UNKNOWN, "{two}");
            assert!(
                mistake.hint.zh.contains("`语文、数学`"),
                "{}",
                mistake.hint.zh
            );
            assert!(
                mistake.hint.en.contains("`chinese; maths`"),
                "{}",
                mistake.hint.en
            );
        }
        let one = parse_word::<Subject>("语文x").expect_err("no word");
        assert!(one.hint.zh.contains("`语文`"));
    }
}
