//! Which page of a list is shown, and the links to the others.

use super::asked::ListAsked;
use crate::words::count;

/// How many pages before and after the present one are linked.
const AROUND: usize = 2;

/// The page shown and the links around it.
pub(crate) struct Pages {
    /// The page, from 1.
    pub(crate) page: usize,
    /// How many there are; at least one.
    pub(crate) last: usize,
    /// How many records there are.
    pub(crate) total: usize,
    /// The first record of the page, from 0.
    pub(crate) first: usize,
    /// A word when another page was asked for than there is.
    pub(crate) note: Option<String>,
    /// The page before.
    pub(crate) previous: Option<String>,
    /// The page after.
    pub(crate) next: Option<String>,
    /// Page numbers with their addresses; `None` stands for a gap.
    pub(crate) numbers: Vec<Option<(usize, String)>>,
}

impl Pages {
    pub(super) fn new(asked: &ListAsked, total: usize, per_page: usize) -> Self {
        let last = total.div_ceil(per_page).max(1);
        let page = asked.page.min(last);
        let note = (asked.page > last).then(|| {
            format!(
                "There are {} only; this is the last one.",
                crate::words::counted(last, "page", "pages")
            )
        });
        let mut numbers = Vec::new();
        let mut before = 0;
        for number in 1..=last {
            let near = number.abs_diff(page) <= AROUND;
            if number == 1 || number == last || near {
                if number > before + 1 {
                    numbers.push(None);
                }
                numbers.push(Some((number, asked.at_page(number))));
                before = number;
            }
        }
        Self {
            page,
            last,
            total,
            first: (page - 1) * per_page,
            note,
            previous: (page > 1).then(|| asked.at_page(page - 1)),
            next: (page < last).then(|| asked.at_page(page + 1)),
            numbers,
        }
    }

    /// A page number as it is written.
    pub(crate) fn written(number: &usize) -> String {
        count(*number)
    }
}
