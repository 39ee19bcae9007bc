//! The headline figures as an image to share.

use super::{seen::Seen, shown::headline};
use crate::{site::Site, words::shortened};

/// Width and height in pixels, as previews of links are shown.
const SIZE: (u32, u32) = (1200, 630);

/// An SVG file of its own, with its colours and a description.
pub(super) fn image(site: &Site, seen: &Seen<'_>) -> String {
    let (width, height) = SIZE;
    let figures = headline(&seen.now);
    let title = format!(
        "The landscape of outcomes contracts on {}",
        seen.day_in_words()
    );
    let told: Vec<String> = figures
        .iter()
        .map(|(title, value, rests)| match rests.is_empty() {
            true => format!("{title}: {value}."),
            false => format!("{title}: {value} ({rests})."),
        })
        .collect();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"t d\" font-family=\"system-ui, 'Segoe UI', Roboto, Arial, sans-serif\"><title id=\"t\">{}</title><desc id=\"d\">{}</desc><rect width=\"{width}\" height=\"{height}\" fill=\"#39307f\"/>",
        escaped(&title),
        escaped(&told.join(" "))
    );
    write(&mut out, (60, 84), 40, "700", "#ffffff", &title);
    let said = if seen.picked.is_all {
        String::new()
    } else {
        shortened(&seen.picked.said, 90)
    };
    write(&mut out, (60, 128), 26, "400", "#d9d4ff", &said);
    for (place, (title, value, rests)) in (0_u32..).zip(&figures) {
        // One large at the left, the others two by two beside it.
        let (x, y, size) = match place {
            0 => (60, 330, 150),
            _ => (480 + (place - 1) % 2 * 370, 270 + (place - 1) / 2 * 180, 46),
        };
        write(&mut out, (x, y), size, "700", "#ffffff", value);
        write(&mut out, (x, y + 40), 26, "400", "#ffffff", title);
        write(&mut out, (x, y + 72), 20, "400", "#d9d4ff", rests);
    }
    let address = format!(
        "{}/landscape",
        site.config.base_url.as_deref().unwrap_or_default()
    );
    let source = format!("Source: public records of Indigo, {address}");
    write(&mut out, (60, 588), 22, "400", "#d9d4ff", &source);
    out.push_str("</svg>\n");
    out
}

fn write(out: &mut String, (x, y): (u32, u32), size: u32, weight: &str, fill: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    out.push_str(&format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{}</text>",
        escaped(text)
    ));
}

fn escaped(text: &str) -> String {
    let plain = text.chars().filter(|letter| !letter.is_control());
    let mut out = String::with_capacity(text.len());
    for letter in plain {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}
