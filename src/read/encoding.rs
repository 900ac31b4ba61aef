//! Bytes of a CSV file to text: UTF-8, UTF-16 with its mark, GB18030 and GBK; anything else is a finding.

use super::codes::{self, Code};
use super::text::normalise;
use crate::finding::Text;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

/// The text of a file, and whether its encoding is only likely.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding that the bytes look like, if that is not the one they were read with.
    pub(super) rather: Option<&'static str>,
}

/// Why bytes are no text that we read.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) code: &'static Code,
    pub(super) row: Option<usize>,
    pub(super) message: Text,
    pub(super) hint: Text,
}

/// Decodes strictly: UTF-8 before GB18030, and never with a replacement character.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    if let Some(what) = binary(bytes) {
        return Err(not_text(what));
    }
    let marked = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8);
    if let Some((utf_16, mark)) = marked {
        return strict(utf_16, &bytes[mark..]).ok_or_else(|| unknown(utf_16.name()));
    }
    if bytes.contains(&0) {
        return Err(not_text(("二进制数据", "binary data")));
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(decoded) = strict(UTF_8, body) {
        return Ok(decoded);
    }
    if let Some(row) = mixed_row(body, body.len() < bytes.len()) {
        return Err(mixed(row));
    }
    let looks_like = guess(body);
    let decoded = strict(GB18030, body).ok_or_else(|| match damaged_row(body) {
        Some(row) => damaged(row),
        _ => unknown(looks_like.name()),
    })?;
    Ok(Decoded {
        // Only traditional Chinese casts doubt: to a detector, a short file may look like anything.
        rather: (looks_like == BIG5).then(|| looks_like.name()),
        ..decoded
    })
}

/// What the bytes look like to a detector without prejudice.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| Decoded {
            text: text.into_owned(),
            rather: None,
        })
}

/// The kind of file that the first bytes give away, in Chinese and English.
fn binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const MAGIC: [(&[u8], &str, &str); 8] = [
        (b"\x89PNG", "PNG 图片", "a PNG image"),
        (b"\xff\xd8\xff", "JPEG 图片", "a JPEG image"),
        (b"GIF8", "GIF 图片", "a GIF image"),
        (b"%PDF", "PDF 文件", "a PDF file"),
        (b"PK\x03\x04", "工作簿或压缩包", "a workbook or archive"),
        (
            b"\xd0\xcf\x11\xe0",
            "旧式 Excel 工作簿",
            "an old Excel workbook",
        ),
        (b"\x1f\x8b", "压缩文件", "a compressed file"),
        (b"SQLite format 3", "数据库文件", "a database file"),
    ];
    MAGIC
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic))
        .map(|(_, zh, en)| (*zh, *en))
}

/// The row of the first line whose encoding differs from the lines before it, if both are certain.
///
/// Nearly every UTF-8 text is formally GBK too, so a file is mixed when some lines can only be meant as UTF-8 while
/// others are not UTF-8 at all.
fn mixed_row(bytes: &[u8], marked_utf8: bool) -> Option<usize> {
    let mut first = marked_utf8.then_some(true);
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let is_utf8 = match std::str::from_utf8(line) {
            Err(_) => false,
            Ok(text) if is_surely_utf8(text) => true,
            Ok(_) => continue,
        };
        match first {
            None => first = Some(is_utf8),
            Some(kind) if kind != is_utf8 => return Some(index + 1),
            Some(_) => {}
        }
    }
    None
}

/// Two Chinese characters in valid UTF-8 are no accident, nor is one that GB18030 cannot read.
fn is_surely_utf8(text: &str) -> bool {
    let n_chinese = text
        .chars()
        .filter(|c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'))
        .count();
    n_chinese >= 2 || (n_chinese == 1 && strict(GB18030, text.as_bytes()).is_none())
}

fn mixed(row: usize) -> Unreadable {
    Unreadable {
        code: &codes::ENCODING_MIXED,
        row: Some(row),
        message: Text::new(
            format!("从第 {row} 行起编码与前面不同：UTF-8 与 GB18030 混在一个文件里"),
            format!("the encoding changes at row {row}: UTF-8 and GB18030 in one file"),
        ),
        hint: Text::new(
            "把各部分用同一种编码重新导出，再合并",
            "export the parts in one encoding and join them again",
        ),
    }
}

/// The first row that is not GB18030 in a file most of whose rows with other than ASCII letters are, and do not look
/// like traditional Chinese.
fn damaged_row(bytes: &[u8]) -> Option<usize> {
    let (mut whole, mut n_whole, mut damaged) = (Vec::new(), 0, Vec::new());
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.is_ascii() {
            continue;
        }
        if strict(GB18030, line).is_some() {
            n_whole += 1;
            whole.extend_from_slice(line);
            whole.push(b'\n');
        } else {
            damaged.push(index + 1);
        }
    }
    let is_ours = n_whole > damaged.len() && guess(&whole) != BIG5;
    damaged.first().copied().filter(|_| is_ours)
}

fn damaged(row: usize) -> Unreadable {
    Unreadable {
        code: &codes::ENCODING_UNKNOWN,
        row: Some(row),
        message: Text::new(
            format!("文件是 GB18030 编码，但第 {row} 行有损坏的字节"),
            format!("the file is GB18030, but row {row} holds damaged bytes"),
        ),
        hint: Text::new(
            "在电子表格中打开，改正这一行，再另存为“CSV UTF-8（逗号分隔）”；文件若被截断，请重新导出",
            "open it in a spreadsheet, correct that row and save it as \"CSV UTF-8 (comma delimited)\"; if it was cut off, export it again",
        ),
    }
}

fn unknown(looks_like: &str) -> Unreadable {
    Unreadable {
        code: &codes::ENCODING_UNKNOWN,
        row: None,
        message: Text::new(
            format!("既不是 UTF-8 也不是 GB18030 编码（像是 `{looks_like}`）"),
            format!("neither UTF-8 nor GB18030 (it looks like `{looks_like}`)"),
        ),
        hint: save_as_csv(),
    }
}

fn not_text((zh, en): (&str, &str)) -> Unreadable {
    Unreadable {
        code: &codes::FILE_BINARY,
        row: None,
        message: Text::new(
            format!("文件名是 .csv，内容却是{zh}"),
            format!("named .csv, but it holds {en}"),
        ),
        hint: Text::new(
            "工作簿请在 scenario.toml 里用 `data = \"文件名\"` 指明；其他文件请换成 CSV 表",
            "name a workbook by `data = \"FILE\"` in scenario.toml; replace anything else by a CSV table",
        ),
    }
}

pub(super) fn save_as_csv() -> Text {
    Text::new(
        "在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”",
        "save it from the spreadsheet as \"CSV UTF-8 (comma delimited)\"",
    )
}

/// Whether a file holds nothing but blanks.
pub(super) fn is_blank(text: &str) -> bool {
    normalise(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;
    use proptest::prelude::*;

    const ROWS: &str = "学校代码,学校名称\nS1,城关小学\nS2,男\nS3,联通\n";

    fn gbk(text: &str) -> Vec<u8> {
        GBK.encode(text).0.into_owned()
    }

    #[test]
    fn every_promised_encoding_gives_the_same_text() {
        let marked = [b"\xef\xbb\xbf".as_slice(), ROWS.as_bytes()].concat();
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(ROWS.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let gb18030 = GB18030.encode(ROWS).0.into_owned();
        for bytes in [ROWS.as_bytes().to_vec(), marked, wide, gbk(ROWS), gb18030] {
            let decoded = decode(&bytes).expect("an encoding we read");
            assert_eq!(decoded.text, ROWS);
            assert_eq!(decoded.rather, None);
        }
    }

    #[test]
    fn a_file_that_mixes_encodings_names_the_row() {
        let tail = gbk("S4,王庄小学\n");
        let bytes = [ROWS.as_bytes(), &tail].concat();
        let error = decode(&bytes).expect_err("mixed");
        assert_eq!((error.code, error.row), (&codes::ENCODING_MIXED, Some(5)));
        let bytes = [gbk(ROWS), "S4,王\n".as_bytes().to_vec()].concat();
        let error = decode(&bytes).expect_err("mixed");
        assert_eq!((error.code, error.row), (&codes::ENCODING_MIXED, Some(5)));
    }

    #[test]
    fn a_damaged_row_of_gbk_is_named() {
        let damaged = [gbk(ROWS), b"S4,\xff\xff,\n".to_vec(), gbk("S5,王庄小学\n")].concat();
        let whole = gbk(ROWS);
        let cut_off = &whole[..whole.len() - 2];
        for (bytes, row) in [(damaged.as_slice(), 5), (cut_off, 4)] {
            let error = decode(bytes).expect_err("damaged");
            assert_eq!(
                (error.code, error.row),
                (&codes::ENCODING_UNKNOWN, Some(row))
            );
            assert!(error.message.en.contains("GB18030, but row"));
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for bytes in [b"\x89PNG\r\n\x1a\n".as_slice(), b"PK\x03\x04xx", b"a,b\0\n"] {
            assert_eq!(decode(bytes).expect_err("binary").code, &codes::FILE_BINARY);
        }
        let error = decode(b"a,\xff\xff\n").expect_err("no encoding");
        assert_eq!(error.code, &codes::ENCODING_UNKNOWN);
    }

    #[test]
    fn traditional_chinese_bytes_are_read_with_a_remark() {
        let text = "學校代碼,學校名稱,鄉鎮市區,地址\n081313,私立弘明實驗高中附設國小,名間鄉,南投縣名間鄉東湖村大老巷\n";
        let bytes = BIG5.encode(text.repeat(5).as_str()).0.into_owned();
        match decode(&bytes) {
            Ok(decoded) => assert_eq!(decoded.rather, Some("Big5")),
            Err(error) => assert_eq!(error.code, &codes::ENCODING_UNKNOWN),
        }
    }

    proptest! {
        #[test]
        fn gbk_is_never_taken_for_a_mixture(lines in prop::collection::vec("[a-z0-9,]{0,5}[一-龥]{1,6}[,0-9]{0,4}", 1..30)) {
            let text = lines.join("\n");
            // A line of rare characters can be two sound characters of UTF-8 by accident: no reader could tell.
            prop_assume!(lines.iter().all(|line| std::str::from_utf8(&gbk(line)).is_err()));
            prop_assert_eq!(decode(&gbk(&text)).map(|d| d.text).ok(), Some(text));
        }
    }
}
