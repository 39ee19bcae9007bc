//! Numbers as they are written: in a path, in a label, on an axis.

/// A coordinate: one decimal at most, and never anything but a number.
pub(crate) fn place(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let tenths = (value.clamp(-1e6, 1e6) * 10.0).round();
    // Adding zero makes "-0" a plain "0".
    format!("{}", tenths / 10.0 + 0.0)
}

/// A number as people read it: thousands apart, at most two decimals.
pub(crate) fn said(value: f64) -> String {
    if !value.is_finite() {
        return "not known".to_owned();
    }
    if value.abs() >= 1e15 {
        return format!("{value:e}");
    }
    let rounded = (value * 100.0).round() / 100.0;
    let text = format!("{}", rounded.abs() + 0.0);
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if rounded < 0.0 {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// A number short enough for an axis: `1.5 m` for a million and a half.
pub(crate) fn short(value: f64) -> String {
    let (divisor, unit) = match value.abs() {
        size if size >= 1e12 => (1e12, " tn"),
        size if size >= 1e9 => (1e9, " bn"),
        size if size >= 1e6 => (1e6, " m"),
        size if size >= 1e4 => (1e3, "k"),
        _ => (1.0, ""),
    };
    format!("{}{unit}", said(value / divisor))
}

/// The number if it can be drawn as a length: finite and not negative; otherwise nothing.
pub(crate) fn length(value: f64) -> f64 {
    if value.is_finite() {
        value.max(0.0)
    } else {
        0.0
    }
}
