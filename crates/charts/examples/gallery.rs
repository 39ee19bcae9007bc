//! Writes every chart with made-up data to a page: `cargo run -p indigo-charts --example gallery FOLDER`.
//!
//! A second argument names a style sheet, such as the site's, that the page takes along.

use std::fmt::Write as _;
use std::path::PathBuf;

use indigo_charts::{Drawing, STYLE};

#[path = "gallery/made_up.rs"]
mod made_up;

/// What the style sheet of a page gives to charts, for a page without one.
const PAGE: &str = ":root{color-scheme:light dark;--paper:#fff;--ink:#1c1a26;--soft:#57546a;--line:#d9d7e3;--amber:#8a5a00}\
@media(prefers-color-scheme:dark){:root{--paper:#15141c;--ink:#eceaf4;--soft:#b3b0c6;--line:#3a3849;--amber:#f0b95a}}\
body{margin:1rem;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}";

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "gallery".into()));
    let style = match arguments.next() {
        Some(path) => std::fs::read_to_string(path)?,
        None => PAGE.to_owned(),
    };
    std::fs::create_dir_all(&folder)?;
    let drawings = made_up::all();
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Charts</title><style>{style}{STYLE}</style><main class=\"wrap\"><h1>Charts</h1>"
    );
    for drawing in &drawings {
        let slug = drawing.caption.slug();
        std::fs::write(folder.join(format!("{slug}.svg")), drawing.file())?;
        std::fs::write(folder.join(format!("{slug}.csv")), drawing.table.csv())?;
        figure(&mut page, drawing);
    }
    page.push_str("</main></html>\n");
    std::fs::write(folder.join("index.html"), page)
}

fn figure(page: &mut String, drawing: &Drawing) {
    let caption = &drawing.caption;
    let _ = write!(
        page,
        "<figure class=\"drawn\" id=\"{}\"><figcaption><h2>{}</h2><p>{}</p></figcaption>{}<p>Source: {}.</p></figure>",
        caption.slug(),
        caption.title,
        caption.note,
        drawing.svg,
        caption.source
    );
}
