//! What the public may see, made anew for every record that a change touches.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use indigo_model::{Place, Problem, RecordKey, Value};
use indigo_publish::{Projection, api_json};
use indigo_standard::TypeStandard;
use indigo_store::{
    PastPublication, PublishedRow, ReadTx, RecordRow, ReferenceRow, StoredPublication, WriteTx,
};

use crate::{
    Registry, RegistryError, clock, fold,
    others::{Memory, TxOthers},
};

/// Records read at a time.
const PAGE: i64 = 200;

/// Records projected before what was made is written.
const CHUNK: usize = 100;

/// All that is stored of the public side of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Projected {
    pub(crate) publication: StoredPublication,
    pub(crate) references: Vec<ReferenceRow>,
    pub(crate) sandboxes: Vec<(String, String)>,
    pub(crate) past: Vec<PastPublication>,
}

impl Registry {
    /// Makes the public side anew of the records given, of those that show them, and of those
    /// whose flags may change; gives the problems met (a record that cannot be projected is not
    /// public any more).
    pub(crate) fn project_touched(
        &self,
        tx: &mut WriteTx<'_>,
        touched: &BTreeSet<i64>,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Result<Vec<Problem>, RegistryError> {
        self.project_touched_at(tx, touched, &clock::now(), tell)
    }

    /// The same with the time that stands as the one of the change (RFC 3339, UTC).
    pub(crate) fn project_touched_at(
        &self,
        tx: &mut WriteTx<'_>,
        touched: &BTreeSet<i64>,
        at: &str,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Result<Vec<Problem>, RegistryError> {
        self.count_open_proposals(tx, touched)?;
        let mut wanted = touched.clone();
        for &row in touched {
            let Some(record) = tx.record_by_row(row)? else {
                continue;
            };
            let before = tx.references_from(row)?;
            let after = self.references_of(&record)?;
            if before != after {
                tx.put_references(row, &after)?;
                for changed in before
                    .iter()
                    .filter(|one| !after.contains(one))
                    .chain(after.iter().filter(|one| !before.contains(one)))
                {
                    let flagged = self
                        .standard
                        .get(&changed.to_type)
                        .is_some_and(|one| !one.profile.publication.flags.is_empty());
                    if flagged
                        && let Some(target) =
                            tx.record(&RecordKey::new(&changed.to_type, &changed.to_id))?
                    {
                        wanted.insert(target.row_id);
                    }
                }
            }
            wanted.extend(tx.referring_to(&record.key.record_type, &record.key.id)?);
        }
        self.project_rows(tx, &wanted.into_iter().collect::<Vec<_>>(), at, tell)
    }

    /// Makes the public side of every record anew.
    pub(crate) fn project_everything(
        &self,
        tx: &mut WriteTx<'_>,
    ) -> Result<Vec<Problem>, RegistryError> {
        let mut after = 0;
        let mut rows = Vec::new();
        loop {
            let page = tx.records_after(after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.row_id;
            for record in &page {
                let references = self.references_of(record)?;
                if tx.references_from(record.row_id)? != references {
                    tx.put_references(record.row_id, &references)?;
                }
                rows.push(record.row_id);
            }
        }
        self.project_rows(tx, &rows, &clock::now(), &mut |_, _| {})
    }

    fn project_rows(
        &self,
        tx: &mut WriteTx<'_>,
        rows: &[i64],
        now: &str,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Result<Vec<Problem>, RegistryError> {
        let sandboxes: Vec<String> = tx.sandboxes()?.into_iter().map(|(id, _)| id).collect();
        let revision = tx.revision()? + 1;
        let mut problems = Vec::new();
        let mut memory = Memory::default();
        let mut done = 0;
        for chunk in rows.chunks(CHUNK) {
            let others = TxOthers::new(&self.standard, tx, memory);
            let mut made = Vec::with_capacity(chunk.len());
            for &row in chunk {
                let Some(record) = others.with_tx(|tx| tx.record_by_row(row))? else {
                    continue;
                };
                let before = others.with_tx(|tx| tx.publication_by_row(row))?;
                let is_new = before.is_none();
                let projected =
                    self.projected(&record, &sandboxes, is_new, &others, &mut problems)?;
                made.push((record.key, row, projected, before));
            }
            memory = others.into_memory();
            for (key, row, projected, before) in made {
                store(tx, &key, row, projected, before.as_ref(), revision, now)?;
            }
            done += chunk.len() as u64;
            tell(done, rows.len() as u64);
        }
        Ok(problems)
    }

    pub(crate) fn references_of(
        &self,
        record: &RecordRow,
    ) -> Result<Vec<ReferenceRow>, RegistryError> {
        let Some(one) = self.standard.get(&record.key.record_type) else {
            return Ok(Vec::new());
        };
        let data = fold::parse(&record.key, &record.data)?;
        let mut rows: Vec<ReferenceRow> = indigo_publish::references(one, record.exists, &data)
            .into_iter()
            .map(|found| ReferenceRow {
                list: found.list,
                field: found.field,
                to_type: found.record_type,
                to_id: found.id,
                is_public: found.public,
            })
            .collect();
        rows.sort();
        rows.dedup();
        Ok(rows)
    }

    /// What is to be stored of the public side of a record.
    pub(crate) fn projected(
        &self,
        record: &RecordRow,
        sandboxes: &[String],
        is_new: bool,
        others: &TxOthers<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Projected, RegistryError> {
        let references = self.references_of(record)?;
        let mut projected = Projected {
            publication: hidden(),
            references,
            sandboxes: Vec::new(),
            past: Vec::new(),
        };
        // A type that the standard no longer has is kept, but not published.
        let Some(one) = self.standard.get(&record.key.record_type) else {
            return Ok(projected);
        };
        let data = fold::parse(&record.key, &record.data)?;
        let result =
            indigo_publish::project(one, &record.key.id, record.exists, &data, sandboxes, others);
        others.failure()?;
        match result {
            Ok(projection) if projection.public => {
                projected.publication = self.publication(one, record, &projection, others)?;
                projected.sandboxes = projection
                    .sandboxes
                    .iter()
                    .map(|(sandbox, data)| (sandbox.clone(), api_json::text(data)))
                    .collect();
                projected.sandboxes.sort();
                projected.past = self.past_publications(one, record, is_new, others)?;
            }
            Ok(_) => {}
            Err(error) => problems.push(Problem::error(
                "cannot_be_published",
                format!("The record cannot be published, so the public does not see it: {error}."),
                Place {
                    record: Some(record.key.to_string()),
                    ..Place::default()
                },
            )),
        }
        Ok(projected)
    }

    fn publication(
        &self,
        one: &TypeStandard,
        record: &RecordRow,
        projection: &Projection,
        others: &TxOthers<'_, '_>,
    ) -> Result<StoredPublication, RegistryError> {
        let flags = &one.profile.publication.flags;
        let flags: IndexMap<&str, bool> = if flags.is_empty() {
            IndexMap::new()
        } else {
            let found = others.with_tx(|tx| {
                tx.public_types_referring_to(&record.key.record_type, &record.key.id)
            })?;
            flags
                .iter()
                .map(|(key, from)| (key.as_str(), found.contains(from)))
                .collect()
        };
        let json = |value: Result<String, serde_json::Error>| {
            value.map_err(|source| RegistryError::Unreadable {
                what: record.key.to_string(),
                source,
            })
        };
        Ok(StoredPublication {
            is_public: true,
            data: api_json::text(&projection.data),
            row_sources: json(serde_json::to_string(&projection.row_sources))?,
            flags: json(serde_json::to_string(&flags))?,
            card: json(serde_json::to_string(&projection.card))?,
        })
    }
}

fn hidden() -> StoredPublication {
    let nothing = || "{}".to_owned();
    StoredPublication {
        is_public: false,
        data: nothing(),
        row_sources: nothing(),
        flags: nothing(),
        card: nothing(),
    }
}

fn store(
    tx: &mut WriteTx<'_>,
    key: &RecordKey,
    record_row: i64,
    projected: Projected,
    before: Option<&PublishedRow>,
    revision: i64,
    now: &str,
) -> Result<(), RegistryError> {
    let is_new = before.is_none();
    let same = before.is_some_and(|before| before.publication == projected.publication);
    if !same {
        // What lists hold of a record may come to be told otherwise while it stays as it is.
        let updated = match before {
            Some(before) if differ_in_cards_alone(&before.publication, &projected.publication) => {
                before.updated.clone()
            }
            _ => now.to_owned(),
        };
        let row = PublishedRow {
            record_row,
            record_type: key.record_type.clone(),
            id: key.id.clone(),
            updated,
            publication: projected.publication,
        };
        tx.put_publication(&row, revision)?;
    }
    if !is_new || !projected.past.is_empty() {
        tx.put_past_publications(record_row, &projected.past)?;
    }
    if !is_new || !projected.sandboxes.is_empty() {
        tx.put_sandbox_data(record_row, &projected.sandboxes)?;
    }
    Ok(())
}

fn differ_in_cards_alone(before: &StoredPublication, after: &StoredPublication) -> bool {
    let all_but_card = |of: &StoredPublication| {
        let mut of = of.clone();
        of.card.clear();
        of
    };
    all_but_card(before) == all_but_card(after)
}

/// The record's data, for reading only.
pub(crate) fn data_of(
    tx: &mut ReadTx<'_>,
    key: &RecordKey,
) -> Result<Option<Value>, RegistryError> {
    match tx.record(key)? {
        Some(record) if record.exists => Ok(Some(fold::parse(key, &record.data)?)),
        _ => Ok(None),
    }
}
