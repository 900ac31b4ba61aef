//! The formats of a workbook, made once: borders and shades that survive grey printing.

use super::cells::{Cell, Form};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use std::collections::BTreeMap;

const LINE: u32 = 0xB7_BFC8;
const HEAD: u32 = 0xDC_E4EC;
const ALERT: u32 = 0xFC_E4D6;

pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) total: Format,
    /// By form, plain and standing out.
    cells: BTreeMap<(Form, bool), Format>,
}

impl Styles {
    pub(super) fn new() -> Self {
        let lined = Format::new()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(LINE))
            .set_align(FormatAlign::VerticalCenter);
        let bold = lined.clone().set_bold();
        let mut cells = BTreeMap::new();
        for form in Form::ALL {
            let plain = match form {
                Form::Text => lined.clone().set_indent(1),
                Form::Long => lined.clone().set_text_wrap().set_indent(1),
                Form::Free => Format::new().set_align(FormatAlign::VerticalCenter),
                _ => lined.clone(),
            };
            let plain = plain.set_num_format(form.code());
            let alert = plain.clone().set_bold();
            cells.insert((form, true), alert.set_background_color(Color::RGB(ALERT)));
            cells.insert((form, false), plain);
        }
        Self {
            title: Format::new().set_bold().set_font_size(13),
            head: bold
                .clone()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(HEAD)),
            total: bold
                .set_num_format(Form::Whole.code())
                .set_border_top(FormatBorder::Medium),
            cells,
        }
    }

    pub(super) fn of(&self, cell: &Cell) -> &Format {
        self.cells
            .get(&(cell.form, cell.alert))
            .unwrap_or(&self.head)
    }
}
