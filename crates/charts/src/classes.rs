//! Classes from little to much, for maps and matrices.

use crate::number::{said, short};

/// Where each of at most five classes begins, from the least.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Classes {
    starts: Vec<f64>,
    are_whole: bool,
}

impl Classes {
    /// Classes for some values; those that are not above 0 are in none.
    pub(crate) fn new(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values
            .filter(|value| value.is_finite() && *value > 0.0)
            .collect();
        values.sort_by(f64::total_cmp);
        let are_whole = values.iter().all(|value| value.fract() == 0.0);
        let (Some(&least), Some(&most)) = (values.first(), values.last()) else {
            return Self {
                starts: Vec::new(),
                are_whole,
            };
        };
        let mut distinct = values;
        distinct.dedup();
        if are_whole && most <= 5.0 {
            return Self {
                starts: distinct,
                are_whole,
            };
        }
        // From fine to coarse, until five classes are enough.
        let series: [&[f64]; 3] = [&[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];
        let mut starts = Vec::new();
        for digits in series {
            starts = rounds(digits, least, most);
            if starts.len() <= 5 {
                break;
            }
        }
        while starts.len() > 5 {
            starts.remove(1);
        }
        Self { starts, are_whole }
    }

    /// The class of a value, counted from 1; the classes are spread over five colours.
    pub(crate) fn colour(&self, value: f64) -> Option<usize> {
        if !value.is_finite() || value <= 0.0 {
            return None;
        }
        let class = self.starts.iter().filter(|start| **start <= value).count();
        Some(self.spread(class.max(1)))
    }

    /// The colour of a class: with few classes the colours lie further apart.
    fn spread(&self, class: usize) -> usize {
        match (self.starts.len(), class) {
            (1, _) => 3,
            (2, 1) => 2,
            (2, _) => 4,
            (3, _) => class * 2 - 1,
            (4, 4) => 5,
            _ => class,
        }
    }

    /// Each class with its colour and what it holds in words.
    pub(crate) fn key(&self) -> Vec<(usize, String)> {
        let mut key = Vec::new();
        for (index, &start) in self.starts.iter().enumerate() {
            let write = if start >= 10_000.0 { short } else { said };
            let text = match self.starts.get(index + 1) {
                Some(&next) if self.are_whole && next - start <= 1.0 => write(start),
                Some(&next) if self.are_whole && next <= 10_000.0 => {
                    format!("{}–{}", write(start), write(next - 1.0))
                }
                Some(&next) => format!("{} to {}", write(start), write(next)),
                None if self.are_whole && index > 0 && start <= 5.0 && self.is_each() => {
                    write(start)
                }
                None => format!("{} or more", write(start)),
            };
            key.push((self.spread(index + 1), text));
        }
        key
    }

    /// Whether each class is one whole number.
    fn is_each(&self) -> bool {
        self.starts.windows(2).all(|pair| pair[1] - pair[0] <= 1.0)
    }
}

/// Round numbers that a range of values is cut at, beginning at or below the least.
fn rounds(digits: &[f64], least: f64, most: f64) -> Vec<f64> {
    let mut all = Vec::new();
    let mut power = 10.0_f64.powf(least.log10().floor());
    if !power.is_finite() || power <= 0.0 {
        power = 1.0;
    }
    for _ in 0..320 {
        for digit in digits {
            all.push(digit * power);
        }
        power *= 10.0;
        if power > most || !power.is_finite() {
            break;
        }
    }
    let first = all.iter().filter(|start| **start <= least).count();
    all.into_iter()
        .skip(first.saturating_sub(1))
        .take_while(|start| *start <= most)
        .collect()
}
