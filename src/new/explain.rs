//! The sheet 说明: what every column is for, what it may hold, an example.

use crate::finding::Lang;
use crate::read::columns::{Column, Kind, Table, columns};
use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet, XlsxError};

const NAME: &str = "说明";
const HEADERS: [(&str, f64); 8] = [
    ("表", 10.0),
    ("列", 24.0),
    ("英文名", 18.0),
    ("必填", 6.0),
    ("可填内容", 46.0),
    ("示例", 20.0),
    ("说明", 60.0),
    ("English", 60.0),
];

/// Fills the sheet.
pub(super) fn explain(
    sheet: &mut Worksheet,
    tables: &[Table],
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?;
    sheet.set_tab_color(Color::RGB(0x1F_4E78));
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_EBF7));
    let intro = Format::new()
        .set_bold()
        .set_font_color(Color::RGB(0xC0_0000));
    for (row, line) in (0..).zip(intro_lines(lang)) {
        sheet.write_with_format(row, 0, line, &intro)?;
    }
    let top = 4;
    for (column, (header, width)) in (0..).zip(HEADERS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(top, column, header, &bold)?;
    }
    sheet.set_freeze_panes(top + 1, 2)?;
    let all = tables
        .iter()
        .flat_map(|&table| columns(table).iter().map(move |column| (table, column)));
    for (row, (table, column)) in (top + 1..).zip(all) {
        for (position, text) in (0..).zip(cells(table, column)) {
            sheet.write_with_format(row, position, text, &wrap)?;
        }
    }
    Ok(())
}

fn intro_lines(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => [
            "各表中的行都是虚构的示例，请换成本县数据后再使用。",
            "深色表头为必填列；表头上有批注；可以调整列的顺序、删去不用的列，不要改动表头文字。",
            "日期可写 2015-09、2015/9/1、2015年9月；是否可写 是/否；多项用顿号隔开；工号和学校代码按文本填写，前导零不会丢失。",
        ],
        Lang::En => [
            "Every row in the tables is an invented example: put your own county's data in their place.",
            "Dark headers are required; each header has a note; columns may stand in any order, or be left out if not dark.",
            "Dates as 2015-09, 2015/9/1 or 2015年9月; yes/no as 是/否; several items separated by 、; ids are text, so that leading zeros stay.",
        ],
    }
}

fn cells(table: Table, column: &Column) -> [String; 8] {
    [
        table.chinese().to_owned(),
        column.header().to_owned(),
        column.name.to_owned(),
        if column.required { "是" } else { "" }.to_owned(),
        allowed(column.kind),
        column.example.to_owned(),
        column.help_zh.to_owned(),
        column.help_en.to_owned(),
    ]
}

/// What a cell may hold, in Chinese.
fn allowed(kind: Kind) -> String {
    let words = |several: &str| {
        let forms = kind.words().unwrap_or_default();
        let forms: Vec<_> = forms.iter().map(|(_, zh)| zh.join("/")).collect();
        format!("{}{several}", forms.join("、"))
    };
    match kind {
        Kind::Id => "代码（文本）".to_owned(),
        Kind::Ids => "代码，多个用顿号隔开".to_owned(),
        Kind::Text => "文字".to_owned(),
        Kind::Word(_) => words(""),
        Kind::Words(_) => words("；多个用顿号隔开"),
        Kind::Flag => "是、否".to_owned(),
        Kind::Date => "年月或日期".to_owned(),
        Kind::Whole => "不小于 0 的整数".to_owned(),
        Kind::Number => "不小于 0 的数".to_owned(),
        Kind::Degrees => "度，小数".to_owned(),
    }
}
