//! Normal forms of cell and header text: full-width characters, stray blanks, letter case.

use std::borrow::Cow;

/// Trimmed, with full-width letters, digits and punctuation made half-width and invisible characters removed.
///
/// `　２０１５－０９ ` becomes `2015-09`.
pub fn normalise(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.chars().all(is_plain) {
        return Cow::Borrowed(trimmed);
    }
    let narrow: String = trimmed
        .chars()
        .filter(|&c| !is_invisible(c))
        .map(half_width)
        .collect();
    Cow::Owned(narrow.trim().to_owned())
}

/// The words of a list cell, split at `、` `；` `;` `,` `，` and line breaks; blank ones are left out.
pub fn split_list(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '；', ';', ',', '，', '\n'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

fn is_plain(c: char) -> bool {
    half_width(c) == c && !is_invisible(c)
}

/// Byte order marks, zero-width characters and direction marks that copying from other programs leaves behind.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}')
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_text_and_stray_blanks_are_normalised() {
        for (given, wanted) in [
            ("  ２０１５－０９　", "2015-09"),
            ("\u{feff}Ｓ０１\u{200b}", "S01"),
            ("语文", "语文"),
            ("\u{a0}", ""),
            ("九年一贯制（学校）", "九年一贯制(学校)"),
        ] {
            assert_eq!(normalise(given), wanted);
        }
    }

    #[test]
    fn lists_split_at_every_separator() {
        let words: Vec<_> = split_list("a、b；c;d，e, f、、\ng").collect();
        assert_eq!(words, ["a", "b", "c", "d", "e", "f", "g"]);
        assert_eq!(split_list(" 、").count(), 0);
    }
}
