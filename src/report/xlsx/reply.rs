//! The reply form of one school: the rows of the feedback table it is asked about, ready to be filled in and read back.

use super::styles::Styles;
use crate::domain::ids::SchoolIndex;
use crate::domain::words::{Verdict, Word};
use crate::finding::Lang;
use crate::read::columns::{Column, Table, columns};
use crate::report::at_school::AtSchool;
use crate::report::plan_json::RotationRow;
use crate::report::source::Source;
use crate::report::words;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Note, Workbook,
    Worksheet, XlsxError,
};

/// Rows below the last name that can be filled in too.
const SPARE: u32 = 40;

/// The form's bytes: the sheet that is read back, and one that says how to fill it in.
pub fn reply_form(source: &Source<'_>, school: SchoolIndex) -> Result<Vec<u8>, XlsxError> {
    let part = AtSchool::new(source.instance, source.file, school);
    let rows: Vec<_> = part.leavers.iter().chain(&part.arrivals).collect();
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(source.instance.year.max(1900) as u16, 9, 1)?;
    let properties = DocProperties::new()
        .set_author("lungang")
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let styles = Styles::new();
    let of = &source.instance.school(school).name;
    form(workbook.add_worksheet(), source, &rows, &styles)?;
    how(workbook.add_worksheet(), source, of, &styles)?;
    if let Some(mark) = words::relaxed(source.file) {
        for sheet in workbook.worksheets_mut() {
            sheet.set_header(format!("&C⚠ {}", mark.get(source.lang)));
        }
    }
    workbook.save_to_buffer()
}

/// The feedback table with what is proposed; verdict, reason, by whom and when are left to the school.
fn form(
    sheet: &mut Worksheet,
    source: &Source<'_>,
    rows: &[&&RotationRow],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let table = Table::Feedback;
    sheet.set_name(source.t(table.chinese(), table.name()))?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_row_height(0, 26)?;
    let last = rows.len() as u32 + SPARE;
    for (position, column) in (0u16..).zip(columns(table)) {
        let head = source.t(column.header(), column.name);
        sheet.write_with_format(0, position, head, &styles.head)?;
        sheet.insert_note(0, position, &note(column, source.lang))?;
        sheet.set_column_width(position, width(column.name))?;
        sheet.set_column_format(position, &format(column.name))?;
        for (row, rotation) in (1u32..).zip(rows) {
            let said = filled_in(source, column.name, rotation);
            sheet.write_with_format(row, position, said, &format(column.name))?;
        }
        if column.name == "verdict" {
            sheet.add_data_validation(1, position, last, position, &verdicts(source)?)?;
        }
    }
    sheet.set_paper_size(9).set_landscape();
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_footer(source.t("&C第 &P 页，共 &N 页", "&Cpage &P of &N"));
    Ok(())
}

/// What a cell holds before the school fills the form in.
fn filled_in(source: &Source<'_>, column: &str, row: &RotationRow) -> String {
    match column {
        "teacher_id" => row.teacher_id.clone(),
        "school_id" => row.to.clone(),
        "proposal" => {
            let (name, from) = (source.teacher(&row.teacher_id), source.school(&row.from));
            let (to, subject) = (source.school(&row.to), source.subject(&row.subject));
            source.said(
                format!("{name}：{from} → {to}，{subject}，{} 分钟", row.minutes),
                format!("{name}: {from} → {to}, {subject}, {} minutes", row.minutes),
            )
        }
        _ => String::new(),
    }
}

fn format(column: &str) -> Format {
    let code = if column == "at" { "yyyy-mm-dd" } else { "@" };
    let format = Format::new().set_num_format(code);
    match column {
        "proposal" | "reason" => format.set_text_wrap(),
        _ => format,
    }
}

fn width(column: &str) -> f64 {
    match column {
        "proposal" => 46.0,
        "reason" => 36.0,
        "verdict" => 10.0,
        _ => 14.0,
    }
}

fn note(column: &Column, lang: Lang) -> Note {
    let help = words::pick(lang, column.help_zh, column.help_en);
    Note::new(help)
        .set_author("lungang")
        .add_author_prefix(false)
        .set_width(240)
        .set_height(80)
}

fn verdicts(source: &Source<'_>) -> Result<DataValidation, XlsxError> {
    let forms: Vec<_> = Verdict::all()
        .iter()
        .map(|verdict| words::of(*verdict, source.lang))
        .collect();
    DataValidation::new()
        .allow_list_strings(&forms)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(source.t("请检查", "Please check"))?
        .set_error_message(source.t("请从下拉列表中选择", "choose one from the list"))
}

/// The second sheet; the reader passes it by, as it bears no table's name.
fn how(
    sheet: &mut Worksheet,
    source: &Source<'_>,
    school: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(source.t("填写说明", "how to fill in"))?;
    sheet.set_column_width(0, 96)?;
    let title = source.said(
        format!("{school}：交流轮岗反馈表"),
        format!("{school}: reply form"),
    );
    sheet.write_with_format(0, 0, title, &styles.title)?;
    let wrap = Format::new().set_text_wrap();
    let heading = words::heading(source.file, source.lang);
    sheet.write_with_format(1, 0, heading, &wrap)?;
    for (row, line) in (2..).zip(lines(source.lang)) {
        sheet.write_with_format(row, 0, line, &wrap)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn lines(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => [
            "1. 每行一位教师。意见从下拉列表选“同意”或“不同意”，并写明理由、提出人和时间；没有意见的行留空即可，不影响其他行。",
            "2. 学校代码是拟去的学校：“同意”表示就去这所学校；“不同意”表示不去这所学校任教，仍可去别的学校，也仍可到这所学校走教。",
            "3. 不同意交流本身的，清空学校代码并选“不同意”；要求留任的，清空学校代码并选“同意”。两者都只针对交流，不针对走教。",
            "4. 可以在下面加行，对本校其他教师提出意见。走教安排的意见请另附书面说明。",
            "5. 不要改动表头和工作表名称，填好后原样交回。",
        ],
        Lang::En => [
            "1. One teacher a row. Choose pin (agreed) or forbid (not agreed) from the list, with reason, by whom and when; a row without a verdict does no harm to the others.",
            "2. school_id is where he is to go: pin means this school and no other; forbid means not this school, though another may be, and so may itinerant lessons at this one.",
            "3. If he must not be moved at all, clear school_id and choose forbid; if he is to stay, clear it and choose pin. Both are on postings, not on itinerant lessons.",
            "4. Rows may be added below for other teachers of your school. Write separately about itinerant lessons.",
            "5. Leave the headers and the sheet's name as they are, and return the file.",
        ],
    }
}
