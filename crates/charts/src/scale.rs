//! Round numbers for axes.

/// Round numbers from 0 to at least `top`, at most about `most` of them.
pub(crate) fn from_zero(top: f64, most: f64) -> Vec<f64> {
    let top = if top.is_finite() && top > 0.0 {
        top.min(1e300)
    } else {
        1.0
    };
    let step = step(top / most.max(1.0));
    let mut ticks = vec![0.0];
    let mut at = 0.0;
    while at < top * (1.0 - 1e-9) && ticks.len() < 50 {
        at += step;
        ticks.push(at);
    }
    ticks
}

/// Round numbers inside a range, at most about `most` of them.
pub(crate) fn within(low: f64, high: f64, most: f64) -> Vec<f64> {
    let range = high - low;
    if !range.is_finite() || range <= 0.0 {
        return vec![low];
    }
    let step = step(range / most.max(1.0));
    let mut at = (low / step).ceil() * step;
    let mut ticks = Vec::new();
    while at <= high + step * 1e-9 && ticks.len() < 50 {
        ticks.push(at);
        at += step;
    }
    ticks
}

/// Powers of ten, and with a narrow range their doubles and fivefolds, inside a range above 0.
pub(crate) fn powers(low: f64, high: f64) -> Vec<f64> {
    let decades = (high / low).log10();
    let digits: &[f64] = if decades > 3.0 {
        &[1.0]
    } else if decades > 1.5 {
        &[1.0, 3.0]
    } else {
        &[1.0, 2.0, 5.0]
    };
    let mut ticks = Vec::new();
    let mut power = 10.0_f64.powf(low.log10().floor());
    for _ in 0..60 {
        for digit in digits {
            let tick = digit * power;
            if tick >= low * 0.999 && tick <= high * 1.001 {
                ticks.push(tick);
            }
        }
        power *= 10.0;
        if !power.is_finite() || power > high {
            break;
        }
    }
    ticks
}

/// The next of 1, 2, 5, 10, 20, 50 … that is not below.
fn step(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.log10().floor());
    if !power.is_finite() || power <= 0.0 {
        return 1.0;
    }
    let found = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|digit| digit * power >= least * (1.0 - 1e-9));
    found.unwrap_or(10.0) * power
}
