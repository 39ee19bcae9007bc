//! How cells look, and which of them may be filled.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats of a workbook. Those for values are unlocked.
pub(super) struct Formats {
    /// Title of a sheet.
    pub(super) title: Format,
    /// Header of a column or label of a field.
    pub(super) header: Format,
    /// Help in small grey letters.
    pub(super) help: Format,
    /// What a sheet is about, in one line across its columns.
    pub(super) about: Format,
    /// An example.
    pub(super) example: Format,
    /// Plain words.
    pub(super) plain: Format,
    /// A text, a date or an id to be entered.
    pub(super) text: Format,
    /// A number to be entered.
    pub(super) number: Format,
    /// A text cell on a section's sheet, with a frame.
    pub(super) framed_text: Format,
    /// A number cell on a section's sheet, with a frame.
    pub(super) framed_number: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let text = || wrapped().set_unlocked().set_num_format("@");
        let number = || Format::new().set_align(FormatAlign::Top).set_unlocked();
        let framed = |format: Format| {
            format
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x00A6_A6A6))
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            header: wrapped()
                .set_bold()
                .set_background_color(Color::RGB(0x00DD_E7EE)),
            help: wrapped()
                .set_font_size(9)
                .set_font_color(Color::RGB(0x0055_5555)),
            about: Format::new()
                .set_font_size(9)
                .set_font_color(Color::RGB(0x0055_5555)),
            example: wrapped()
                .set_font_size(9)
                .set_italic()
                .set_num_format("@")
                .set_font_color(Color::RGB(0x0055_5555)),
            plain: wrapped(),
            text: text(),
            number: number(),
            framed_text: framed(text()),
            framed_number: framed(number()),
        }
    }
}
