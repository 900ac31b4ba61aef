//! The documented codes of what reading can find, and the type every floor lists its codes with.

use crate::finding::{Finding, Place, Severity, Text};

/// A stable code with one line on what it means.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    pub severity: Severity,
    pub about_zh: &'static str,
    pub about_en: &'static str,
}

impl Code {
    /// A finding of this code. `value` is what stood in the cell.
    pub fn at(&self, place: Place, value: Option<String>, message: Text, hint: Text) -> Finding {
        Finding {
            severity: self.severity,
            code: self.name,
            place,
            value,
            message,
            hint,
        }
    }
}

/// Declares one constant a code and `ALL`, the list of them for documentation.
macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $zh:literal $en:literal;)+) => {
        $(
            #[doc = $en]
            pub const $name: $crate::read::codes::Code = $crate::read::codes::Code {
                name: $code,
                severity: $crate::finding::Severity::$severity,
                about_zh: $zh,
                about_en: $en,
            };
        )+
        /// Every code of this list.
        pub const ALL: &[&$crate::read::codes::Code] = &[$(&$name),+];
    };
}
pub(crate) use codes;

codes! {
    TABLE_MISSING "table_missing" Error "缺少必需的表" "a required table is nowhere to be found";
    TABLE_TWICE "table_twice" Error "同一张表有两份" "the same table is there twice";
    TABLE_WITHOUT_ROWS "table_without_rows" Error "必需的表没有数据行" "a required table has no rows";
    TABLE_EMPTY "table_empty" Remark "可选的表没有数据行，按没有处理" "an optional table has no rows and counts as absent";
    TABLE_UNREAD "table_unread" Remark "工作表或 CSV 文件不是任何一张表，未读取" "a sheet or CSV file is no table and is left out";
    DATA_FOLDER "data_folder" Error "`data` 指明的是文件夹，不是工作簿" "`data` names a folder instead of a workbook";
    FILE_MISSING "file_missing" Error "指定的文件不存在" "a file that the scenario names does not exist";
    FILE_UNREADABLE "file_unreadable" Error "文件打不开" "a file cannot be opened or read";
    FILE_EMPTY "file_empty" Error "文件是空的" "a file is empty";
    FILE_TOO_LARGE "file_too_large" Error "文件超过大小上限" "a file is over the size limit";
    FILE_BINARY "file_binary" Error "文件内容不是表格文本" "a .csv file holds something else than text";
    ENCODING_MIXED "encoding_mixed" Error "一个文件里混用了两种编码" "a file mixes two encodings";
    ENCODING_UNKNOWN "encoding_unknown" Error "认不出文件编码" "the encoding of a file is not recognised";
    ENCODING_UNSURE "encoding_unsure" Remark "按 GB18030 读取，但不太像" "read as GB18030, which it may not be";
    WORKBOOK_BROKEN "workbook_broken" Error "工作簿打不开或已损坏" "a workbook cannot be opened or is damaged";
    SHEET_MISSING "sheet_missing" Error "工作簿里没有指定的工作表" "a workbook lacks the sheet that the scenario names";
    QUOTE_UNCLOSED "quote_unclosed" Error "引号没有配对，把后面的行吞进了一个单元格" "an unclosed quote swallows the rows after it";
    ROW_TOO_LONG "row_too_long" Error "这一行的单元格比表头多" "a row has more cells than the header";
    ROW_NO_RECORD "row_no_record" Error "合计行或说明行混在数据里" "a total or a note stands among the records";
    HEADER_MISSING "header_missing" Error "第一行不是表头" "the first row is no header of the table";
    COLUMN_MISSING "column_missing" Error "缺少必需的列" "a required column, or one the scenario names, is missing";
    COLUMN_TWICE "column_twice" Error "同一列出现两次" "two headers mean the same column";
    COLUMN_UNKNOWN "column_unknown" Remark "不认识的列，未读取" "an unknown column is left out";
    COLUMN_UNNAMED "column_unnamed" Remark "没有表头的列有内容，未读取" "a column without a header is left out";
    WORD_MAP_UNKNOWN "word_map_unknown" Error "`[tables.….values]` 对应到了不存在的词" "`[tables.….values]` maps to a word that the column does not have";
}
