//! A picture of an address for phones, as the path of an SVG.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// White around the picture, as readers want it.
const MARGIN: usize = 4;

/// The picture: the side of its square, and its dark parts.
pub(crate) struct Picture {
    pub(crate) side: usize,
    pub(crate) path: String,
}

/// The picture of a text; `None` when it is too long for one.
pub(crate) fn picture(text: &str) -> Option<Picture> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + MARGIN, at / width + MARGIN);
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Some(Picture {
        side: width + 2 * MARGIN,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_the_corner_marks() {
        let drawn = picture("otpauth://totp/Indigo:a%40example.org?secret=ABC").unwrap();
        // The seven dark squares of the upper edge of the first mark.
        for x in MARGIN..MARGIN + 7 {
            assert!(drawn.path.contains(&format!("M{x} {MARGIN}h1v1h-1z")));
        }
        assert!(!drawn.path.contains(&format!("M{} {MARGIN}h", MARGIN + 7)));
        assert!(picture(&"x".repeat(5_000)).is_none());
    }
}
