//! Who pays, invests, delivers and helps around one thing.

use crate::number::place;
use crate::sheet::{Anchor, Sheet};
use crate::{Caption, Cell, Drawing, Row, Table, lettering};

/// What a party does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It pays for outcomes.
    Pays,
    /// It puts money in beforehand.
    Invests,
    /// It works with people.
    Delivers,
    /// It arranges, advises, evaluates.
    #[default]
    Helps,
}

/// Somebody with a part in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Party {
    /// The name.
    pub name: String,
    /// More about the part, such as an amount; may be empty.
    pub note: String,
    /// The address of the record.
    pub href: Option<String>,
}

/// Parties with the same role.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PartyGroup {
    /// What they do.
    pub role: Role,
    /// How that is called: `Pay for outcomes`.
    pub label: String,
    /// Who they are.
    pub parties: Vec<Party>,
}

/// A project in the middle, and around it those who pay, invest, deliver and help.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parties {
    /// The words around it.
    pub caption: Caption,
    /// What stands in the middle.
    pub centre: String,
    /// Those around it.
    pub groups: Vec<PartyGroup>,
}

/// A box with its place.
#[derive(Debug, Clone, Copy)]
struct Frame {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Frame {
    fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

const PAD: f64 = 12.0;
/// How many parties of a group are drawn where there are more than one above it; the table has all.
const MOST: usize = 11;

/// The parties of a group that are drawn, and how many others there are: never one alone.
fn drawn(group: &PartyGroup) -> (&[Party], usize) {
    let others = group.parties.len().saturating_sub(MOST);
    if others > 1 {
        (&group.parties[..MOST], others)
    } else {
        (&group.parties, 0)
    }
}

impl Parties {
    /// Draws the parties.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut table = Table::new(&["Role", "Party", "Note"]);
        for group in &self.groups {
            for party in &group.parties {
                let cells = vec![
                    Cell::text(&group.label),
                    Cell::text(&party.name),
                    Cell::text(&party.note),
                ];
                table.rows.push(Row::linked(cells, party.href.as_ref()));
            }
        }
        if table.rows.is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.plot_wide(&mut wide);
        self.plot_narrow(&mut narrow);
        Drawing::new(&self.caption, table, wide, &narrow)
    }

    fn groups(&self, roles: &[Role]) -> Vec<&PartyGroup> {
        let mut groups: Vec<&PartyGroup> = self
            .groups
            .iter()
            .filter(|group| !group.parties.is_empty() && roles.contains(&group.role))
            .collect();
        groups.sort_by_key(|group| group.role);
        groups
    }

    /// Money from the left, work to the right, help from beneath.
    fn plot_wide(&self, sheet: &mut Sheet) {
        let column = 225.0;
        let gap = 18.0;
        let stack = |groups: &[&PartyGroup], x: f64| {
            let mut y = 0.0;
            let mut frames = Vec::new();
            for group in groups {
                let height = group_height(group, column);
                frames.push(Frame {
                    x,
                    y,
                    width: column,
                    height,
                });
                y += height + gap;
            }
            (frames, (y - gap).max(0.0))
        };
        let left_groups = self.groups(&[Role::Pays, Role::Invests]);
        let right_groups = self.groups(&[Role::Delivers]);
        let below_groups = self.groups(&[Role::Helps]);
        let (mut left, left_height) = stack(&left_groups, 0.0);
        let (mut right, right_height) = stack(&right_groups, sheet.width - column);
        let core_width = 190.0;
        let core_height = core_height(&self.centre, core_width);
        let x = (sheet.width - core_width) / 2.0;
        let height = left_height.max(right_height).max(core_height);
        for (frames, used) in [(&mut left, left_height), (&mut right, right_height)] {
            for frame in frames {
                frame.y += (height - used) / 2.0;
            }
        }
        let core = Frame {
            x,
            y: (height - core_height) / 2.0,
            width: core_width,
            height: core_height,
        };
        for frame in &left {
            arrow(
                sheet,
                (frame.x + frame.width, frame.middle()),
                (core.x, core.middle()),
            );
        }
        for frame in &right {
            let from = (core.x + core.width, core.middle());
            arrow(sheet, from, (frame.x, frame.middle()));
        }
        // What helps stands beneath all columns, side by side.
        let mut bottom = height;
        if !below_groups.is_empty() {
            let top = height + 30.0;
            let from = (sheet.width / 2.0, core.y + core.height);
            upright(sheet, "chart-arrow chart-help", from, top);
            let tallest = below_groups
                .iter()
                .map(|group| group_height(group, 380.0))
                .fold(0.0, f64::max);
            let count = crate::sheet::index_f64(below_groups.len());
            let each = ((sheet.width - gap * (count - 1.0)) / count).min(380.0);
            let first = (sheet.width - each * count - gap * (count - 1.0)) / 2.0;
            for (index, group) in below_groups.iter().enumerate() {
                let frame = Frame {
                    x: first + (each + gap) * crate::sheet::index_f64(index),
                    y: top,
                    width: each,
                    height: group_height(group, each).max(tallest),
                };
                plot_group(sheet, group, frame);
                bottom = bottom.max(top + frame.height);
            }
        }
        self.core(sheet, core);
        for (group, frame) in left_groups.iter().zip(&left) {
            plot_group(sheet, group, *frame);
        }
        for (group, frame) in right_groups.iter().zip(&right) {
            plot_group(sheet, group, *frame);
        }
        sheet.height = bottom + 2.0;
    }

    /// The same from top to bottom.
    fn plot_narrow(&self, sheet: &mut Sheet) {
        let width = sheet.width;
        let before = self.groups(&[Role::Pays, Role::Invests]);
        let mut y = 1.0;
        for group in &before {
            let height = group_height(group, width);
            plot_group(
                sheet,
                group,
                Frame {
                    x: 0.0,
                    y,
                    width,
                    height,
                },
            );
            y += height + 8.0;
        }
        if !before.is_empty() {
            y += 20.0;
            upright(sheet, "chart-arrow", (width / 2.0, y - 26.0), y);
            head(sheet, (width / 2.0, y), true);
            y += 2.0;
        }
        let height = core_height(&self.centre, width - 40.0);
        self.core(
            sheet,
            Frame {
                x: 20.0,
                y,
                width: width - 40.0,
                height,
            },
        );
        y += height;
        for group in self.groups(&[Role::Delivers, Role::Helps]) {
            let class = if group.role == Role::Delivers {
                "chart-arrow"
            } else {
                "chart-arrow chart-help"
            };
            upright(sheet, class, (width / 2.0, y + 2.0), y + 26.0);
            if group.role == Role::Delivers {
                head(sheet, (width / 2.0, y + 27.0), true);
            }
            y += 28.0;
            let height = group_height(group, width);
            plot_group(
                sheet,
                group,
                Frame {
                    x: 0.0,
                    y,
                    width,
                    height,
                },
            );
            y += height;
        }
        sheet.height = y + 2.0;
    }

    fn core(&self, sheet: &mut Sheet, frame: Frame) {
        sheet.rect("chart-core", frame.x, frame.y, frame.width, frame.height);
        let text = Sheet::fit_strong(&self.centre, frame.width - 2.0 * PAD, 5);
        let at = (frame.x + frame.width / 2.0, frame.y + PAD + 13.0);
        sheet.texts("chart-strong", at, Anchor::Middle, &text, &self.centre);
    }
}

fn core_height(centre: &str, width: f64) -> f64 {
    let text = Sheet::fit_strong(centre, width - 2.0 * PAD, 5);
    crate::key::lines_height(text.lines.len()) + 2.0 * PAD
}

/// The texts of a party: its name, and what is said of it.
fn texts(party: &Party, width: f64) -> (lettering::Fitted, Option<lettering::Fitted>) {
    let room = width - 2.0 * PAD;
    let note = (!party.note.is_empty()).then(|| Sheet::fit(&party.note, room, 2));
    (Sheet::fit_strong(&party.name, room, 4), note)
}

fn group_height(group: &PartyGroup, width: f64) -> f64 {
    let head = Sheet::fit(&group.label, width - 2.0 * PAD, 2);
    let mut height = 2.0 * PAD + crate::key::lines_height(head.lines.len());
    let (parties, others) = drawn(group);
    if others > 0 {
        height += crate::key::lines_height(1) + 5.0;
    }
    for party in parties {
        let (name, note) = texts(party, width);
        let lines = name.lines.len() + note.map_or(0, |note| note.lines.len());
        height += crate::key::lines_height(lines) + 5.0;
    }
    height
}

fn plot_group(sheet: &mut Sheet, group: &PartyGroup, frame: Frame) {
    sheet.rect("chart-box", frame.x, frame.y, frame.width, frame.height);
    let x = frame.x + PAD;
    let mut y = frame.y + PAD + 12.0;
    let head = Sheet::fit(&group.label, frame.width - 2.0 * PAD, 2);
    sheet.texts("chart-soft", (x, y), Anchor::Start, &head, &group.label);
    y += crate::key::lines_height(head.lines.len()) + 5.0;
    let (parties, others) = drawn(group);
    for party in parties {
        let (name, note) = texts(party, frame.width);
        let says = if party.note.is_empty() {
            format!("{}: {}", group.label, party.name)
        } else {
            format!("{}: {}, {}", group.label, party.name, party.note)
        };
        let mark = sheet.open_mark(party.href.as_ref(), &says);
        let class = if party.href.is_some() {
            "chart-strong chart-link"
        } else {
            "chart-strong"
        };
        sheet.texts(class, (x, y), Anchor::Start, &name, &party.name);
        sheet.close_mark(mark);
        y += crate::key::lines_height(name.lines.len());
        if let Some(note) = note {
            sheet.texts("chart-soft", (x, y), Anchor::Start, &note, &party.note);
            y += crate::key::lines_height(note.lines.len());
        }
        y += 5.0;
    }
    if others > 0 {
        let said = format!("and {others} others");
        sheet.text("chart-soft", x, y, Anchor::Start, &said);
    }
}

/// A line that leaves and arrives level, with a head.
fn arrow(sheet: &mut Sheet, from: (f64, f64), to: (f64, f64)) {
    let middle = f64::midpoint(from.0, to.0);
    let data = format!(
        "M{} {}C{} {} {} {} {} {}",
        place(from.0),
        place(from.1),
        place(middle),
        place(from.1),
        place(middle),
        place(to.1),
        place(to.0 - 5.0),
        place(to.1)
    );
    sheet.path("chart-arrow", &data);
    head(sheet, to, false);
}

fn upright(sheet: &mut Sheet, class: &str, from: (f64, f64), to: f64) {
    let data = format!("M{} {}V{}", place(from.0), place(from.1), place(to));
    sheet.path(class, &data);
}

/// The head of an arrow, with its tip at a place.
fn head(sheet: &mut Sheet, (x, y): (f64, f64), is_down: bool) {
    let steps = if is_down { "l-5-8h10z" } else { "l-8-5v10z" };
    sheet.path("chart-head", &format!("M{} {}{steps}", place(x), place(y)));
}
