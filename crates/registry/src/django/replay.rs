//! The events of the first system, one after the other, as events of the ledger.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use indigo_model::{Mode, Place, Problem};
use indigo_store::{
    DecisionKind, DjangoDatabase, DjangoEdit, DjangoEvent, EventWriter, NewEdit, NewEvent,
    NewProposal, WriteTx, random_name,
};

use super::{DjangoSummary, SOMEBODY, at, compare, order};
use crate::{ProblemLog, RegistryError, fold, moderation::count_proposal};

/// Their row numbers → ours.
pub(super) type Rows = BTreeMap<i64, i64>;

/// What is needed to replay events.
pub(super) struct Replay {
    /// The events in the order of the ledger.
    pub(super) events: Vec<DjangoEvent>,
    /// Records.
    pub(super) records: Rows,
    edits: BTreeMap<i64, DjangoEdit>,
    /// Event → edits that it brought.
    brought: HashMap<i64, BTreeSet<i64>>,
    /// Event → edits of earlier events that it decided.
    decided: HashMap<i64, BTreeSet<i64>>,
    /// Edits that are here: their row numbers → ours.
    rows: HashMap<i64, i64>,
    /// User → who that is in the ledger.
    actors: HashMap<i64, String>,
    /// Public names that are given.
    names: HashSet<String>,
}

impl Replay {
    /// Reads events and edits, without data, and says what cannot be taken.
    pub(super) fn read(
        from: &mut DjangoDatabase,
        actors: HashMap<i64, String>,
        records: Rows,
        problems: &mut ProblemLog,
    ) -> Result<Self, RegistryError> {
        let edits = from.edits()?;
        let events = order::sorted(from.events()?, &edits);
        let known: HashSet<i64> = events.iter().map(|event| event.id).collect();
        let (mut brought, mut decided) = (
            HashMap::<i64, BTreeSet<i64>>::new(),
            HashMap::<i64, BTreeSet<i64>>::new(),
        );
        for edit in &edits {
            problems.extend(faults(edit, &known, &records));
            brought.entry(edit.brought_by).or_default().insert(edit.id);
            for event in [edit.approved_by, edit.refused_by].into_iter().flatten() {
                if event != edit.brought_by {
                    decided.entry(event).or_default().insert(edit.id);
                }
            }
        }
        Ok(Self {
            events,
            records,
            edits: edits.into_iter().map(|edit| (edit.id, edit)).collect(),
            brought,
            decided,
            rows: HashMap::new(),
            actors,
            names: HashSet::new(),
        })
    }

    /// Replays one event.
    pub(super) fn event(
        &mut self,
        tx: &mut WriteTx<'_>,
        from: &mut DjangoDatabase,
        event: &DjangoEvent,
        summary: &mut DjangoSummary,
    ) -> Result<(), RegistryError> {
        let brought = self.brought.remove(&event.id).unwrap_or_default();
        let decided = self.decided.remove(&event.id).unwrap_or_default();
        let actor = match event.user {
            Some(user) => self.actors.get(&user).cloned(),
            None => None,
        };
        if actor.is_none() {
            summary.events_of_somebody_unknown += 1;
        }
        let actor = actor.unwrap_or_else(|| SOMEBODY.to_owned());
        let new = NewEvent {
            created: &event.created,
            actor: &actor,
            kind: self.kind(event, &brought, &decided),
            comment: &event.comment,
        };
        let name = self.name(&event.public_id, "event", &mut summary.problems);
        let mut writer = tx.open_event_as(&new, &name)?;
        // The first system applies what an event approves in the order in which it was written,
        // so what earlier events brought comes first.
        for id in decided {
            let Some(edit) = self.edits.get(&id).cloned() else {
                continue;
            };
            if edit.refused_by == Some(event.id) {
                self.decide(tx, &mut writer, &edit, event, DecisionKind::Reject)?;
            }
            if edit.approved_by == Some(event.id) {
                self.approve(tx, &mut writer, &edit, event, summary)?;
            }
        }
        let mut waiting = Vec::new();
        for (id, text) in from.data_brought_by(event.id)? {
            let Some(edit) = self.edits.get(&id).cloned() else {
                continue;
            };
            let row = self.bring(tx, &mut writer, (&edit, &text), (event, &actor), summary)?;
            waiting.extend(row);
        }
        tx.close_event(&writer)?;
        summary.events += 1;
        for row in waiting {
            count_proposal(tx, row)?;
        }
        compare::snapshots(tx, from, event, &self.records, summary)
    }

    /// What the event is called in the ledger.
    fn kind(
        &self,
        event: &DjangoEvent,
        brought: &BTreeSet<i64>,
        decided: &BTreeSet<i64>,
    ) -> &'static str {
        let by = |ids: &BTreeSet<i64>, of: fn(&DjangoEdit) -> Option<i64>| {
            ids.iter()
                .filter_map(|id| self.edits.get(id))
                .filter(|edit| of(edit) == Some(event.id))
                .count()
        };
        let at_once = by(brought, |edit| edit.approved_by);
        let approved = by(decided, |edit| edit.approved_by);
        let refused = by(decided, |edit| edit.refused_by);
        match (at_once, approved, refused) {
            (0, 0, 0) if !brought.is_empty() => "propose",
            (0, 1.., 0) => "approve",
            (0, 0, 1..) => "reject",
            (0, 1.., 1..) => "decide",
            _ => "edit",
        }
    }

    /// Adds an edit; its row number when it is to be counted as a proposal.
    fn bring(
        &mut self,
        tx: &mut WriteTx<'_>,
        writer: &mut EventWriter,
        (edit, text): (&DjangoEdit, &str),
        (event, actor): (&DjangoEvent, &str),
        summary: &mut DjangoSummary,
    ) -> Result<Option<i64>, RegistryError> {
        let Some(&record_row) = self.records.get(&edit.record) else {
            return Ok(None);
        };
        let Some(mut record) = tx.record_by_row(record_row)? else {
            return Ok(None);
        };
        let data = match serde_json::from_str::<indigo_model::Value>(text) {
            Ok(data) => data.to_string(),
            Err(error) => {
                summary.problems.extend([Problem::error(
                    "edit_not_readable",
                    format!("What edit {} holds cannot be read as JSON: {error}. Mend it in the scratch database, then begin again.", edit.public_id),
                    at(&record.key),
                )]);
                return Ok(None);
            }
        };
        let mode = Mode::parse(&edit.mode).unwrap_or(Mode::Replace);
        let at_once = edit.approved_by == Some(edit.brought_by);
        let fits = !at_once || edit_fits(edit, mode, &record, &data)?;
        let name = self.name(&edit.public_id, "edit", &mut summary.problems);
        let base_version = if at_once {
            record.version
        } else {
            tx.version_before(record_row, writer.seq)?
        };
        let new = NewEdit {
            record_row,
            key: &record.key.clone(),
            mode,
            base_version: Some(base_version),
            data: &data,
            approved: at_once && fits,
        };
        let row = tx.add_edit_as(writer, &new, &name)?;
        self.rows.insert(edit.id, row);
        count(edit, &mut summary.edits);
        if edit.approved_by.is_some() && edit.refused_by.is_some() {
            summary.problems.extend([Problem::warning(
                "approved_and_refused",
                format!("Edit {} was both approved and refused. Both are kept; what it brought stands in the record, as in the first system.", edit.public_id),
                at(&record.key),
            )]);
        }
        if new.approved {
            summary.versions += 1;
            fold::apply(tx, &mut record, writer.seq, row, mode, &data)?;
            return Ok(None);
        }
        tx.add_proposal(&NewProposal {
            edit_row: row,
            record_row,
            created: &event.created,
            proposer: actor,
            comment: &event.comment,
            source: "",
            origin: "import",
            supersedes: None,
        })?;
        if edit.refused_by == Some(event.id) {
            self.decide(tx, writer, edit, event, DecisionKind::Reject)?;
        }
        if at_once {
            summary.problems.extend([does_not_fit(edit, &record)]);
            self.decide(tx, writer, edit, event, DecisionKind::Accept)?;
        }
        Ok(Some(row))
    }

    /// Approves an edit of an earlier event.
    fn approve(
        &mut self,
        tx: &mut WriteTx<'_>,
        writer: &mut EventWriter,
        edit: &DjangoEdit,
        event: &DjangoEvent,
        summary: &mut DjangoSummary,
    ) -> Result<(), RegistryError> {
        let Some(&row) = self.rows.get(&edit.id) else {
            return Ok(());
        };
        let found = match tx.edit_by_row(row)? {
            Some(found) => tx
                .record_by_row(found.record_row)?
                .map(|record| (found, record)),
            None => None,
        };
        let Some((ours, mut record)) = found else {
            return Ok(());
        };
        let data = ours.data.as_deref().unwrap_or("{}");
        if !edit_fits(edit, ours.mode, &record, data)? {
            summary.problems.extend([does_not_fit(edit, &record)]);
            return self.decide(tx, writer, edit, event, DecisionKind::Accept);
        }
        self.decide(tx, writer, edit, event, DecisionKind::Approve)?;
        summary.versions += 1;
        fold::apply(tx, &mut record, writer.seq, row, ours.mode, data)
    }

    fn decide(
        &self,
        tx: &mut WriteTx<'_>,
        writer: &mut EventWriter,
        edit: &DjangoEdit,
        event: &DjangoEvent,
        kind: DecisionKind,
    ) -> Result<(), RegistryError> {
        let Some(&row) = self.rows.get(&edit.id) else {
            return Ok(());
        };
        if let Some(ours) = tx.edit_by_row(row)? {
            tx.add_decision(writer, &ours, kind)?;
            tx.set_proposal_state(row, kind.state(), false, &event.created)?;
        }
        Ok(())
    }

    /// The public name that the first system gave; a new one where it gave none, or gave it twice.
    fn name(&mut self, given: &str, what: &str, problems: &mut ProblemLog) -> String {
        let key = format!("{what} {given}");
        if !given.is_empty() && self.names.insert(key) {
            return given.to_owned();
        }
        let name = random_name();
        problems.extend([Problem::warning(
            "name_given_anew",
            format!("The first system has no name, or the same name twice (\"{given}\"), for an {what}. It is called {name} here."),
            Place::default(),
        )]);
        name
    }
}

/// Whether an approved edit can be applied to the record as it stands.
fn edit_fits(
    edit: &DjangoEdit,
    mode: Mode,
    record: &indigo_store::RecordRow,
    data: &str,
) -> Result<bool, RegistryError> {
    if edit.data_key != "/" {
        return Ok(false);
    }
    match fold::folded(&record.key, mode, &record.data, data) {
        Ok(_) => Ok(true),
        Err(RegistryError::Merge { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn does_not_fit(edit: &DjangoEdit, record: &indigo_store::RecordRow) -> Problem {
    let why = if edit.data_key == "/" {
        "it holds an object where the record holds something else".to_owned()
    } else {
        format!(
            "it is about {} only, which the first system never learnt to apply",
            edit.data_key
        )
    };
    Problem::warning(
        "edit_does_not_fit",
        format!(
            "Edit {} was approved, but it cannot be applied to the record as it stood then: {why}. It is kept as approved, and made no version.",
            edit.public_id
        ),
        at(&record.key),
    )
}

fn count(edit: &DjangoEdit, edits: &mut super::EditCounts) {
    match (edit.approved_by, edit.refused_by) {
        (Some(event), _) if event == edit.brought_by => edits.at_once += 1,
        (Some(_), _) => edits.approved += 1,
        (None, Some(_)) => edits.refused += 1,
        (None, None) => edits.open += 1,
    }
}

/// What keeps an edit from being taken.
fn faults(edit: &DjangoEdit, events: &HashSet<i64>, records: &Rows) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut fault = |code: &str, said: String| {
        found.push(Problem::error(code, said, Place::default()));
    };
    if Mode::parse(&edit.mode).is_none() {
        fault(
            "edit_of_unknown_mode",
            format!(
                "Edit {} is neither REPLACE nor MERGE but \"{}\". Mend it in the scratch database, then begin again.",
                edit.public_id, edit.mode
            ),
        );
    }
    if !records.contains_key(&edit.record) {
        fault(
            "edit_without_record",
            format!(
                "Edit {} is of a record that is missing (row {} of jsondataferret_record). Load the dump whole, then begin again.",
                edit.public_id, edit.record
            ),
        );
    }
    for event in [Some(edit.brought_by), edit.approved_by, edit.refused_by]
        .into_iter()
        .flatten()
        .filter(|event| !events.contains(event))
    {
        fault(
            "edit_without_event",
            format!(
                "Edit {} names an event that is missing (row {event} of jsondataferret_event). Load the dump whole, then begin again.",
                edit.public_id
            ),
        );
    }
    found
}
