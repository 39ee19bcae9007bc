//! From an edit as a program sends it to one that can be proposed: on which version, what it would
//! change, what the checks say.

mod told;

use indigo_model::{
    Action, Mode, Object, RecordKey,
    merge::{self, MergeError},
};
use indigo_registry::{
    Origin, Proposal, RegistryError, Seen, Written, accounts::Person, not_storable,
};
use indigo_standard::TypeStandard;
use serde_json::Value;
use told::{findings, item};

use super::{call::Call, fault::ApiFault, finding::Finding, shape::Members};

/// An edit that can be proposed.
pub(super) struct Prepared {
    /// The record; without an id when it gets one with the proposal.
    pub(super) key: RecordKey,
    /// The edit; none when nothing would change.
    pub(super) edit: Option<Proposal>,
    /// What would change of what they see.
    pub(super) items: Vec<Value>,
    /// What the checks find in the record as it would be.
    pub(super) findings: Vec<Value>,
}

/// What stands around an edit.
pub(super) struct Around<'a> {
    /// The version that the header `If-Match` names.
    pub(super) if_match: Option<&'a str>,
    /// The record of the caller's own proposal that the edit is to stand in the place of.
    pub(super) former: Option<&'a RecordKey>,
}

/// An edit as it was sent.
struct Read<'a> {
    key: RecordKey,
    base_version: Option<&'a str>,
    member: &'static str,
    value: &'a Value,
}

/// Looks at an edit; `None` when it has faults, which are then among `faults`.
pub(super) fn prepare(
    call: &Call<'_>,
    value: &Value,
    pointer: &str,
    around: &Around<'_>,
    faults: &mut Vec<Finding>,
) -> Result<Option<Prepared>, ApiFault> {
    let Some((one, read)) = read(call, value, pointer, faults) else {
        return Ok(None);
    };
    let person = call.person()?;
    let base = if read.key.id.is_empty() {
        call.allow(Action::CreateRecord, None)?;
        new_base(&read, pointer, around, faults)
    } else {
        call.allow(Action::Propose, Some(&read.key))?;
        base(call, person, &read, pointer, around, faults)?
    };
    let Some(seen) = base else { return Ok(None) };
    let at = format!("{pointer}/{}", read.member);
    let wanted = match read.member {
        "patch" => match merge::apply(Mode::Merge, &seen.data, read.value) {
            Ok(wanted) => wanted,
            Err(MergeError::NotAnObject { pointer, found }) => {
                let said = format!(
                    "There is {found} in the record here; an object cannot be merged into it."
                );
                faults.push(Finding::at(at + &pointer, "merge_impossible", said));
                return Ok(None);
            }
        },
        _ => read.value.clone(),
    };
    let problems = not_storable(one, &seen.data, &wanted);
    if !problems.is_empty() {
        faults.extend(problems.into_iter().map(|problem| {
            let place = problem.place.pointer.unwrap_or_default();
            Finding::at(format!("{at}{place}"), &problem.code, problem.message)
        }));
        return Ok(None);
    }
    let written = Written {
        key: read.key.clone(),
        base_version: seen.version,
        data: wanted.clone(),
        comment: String::new(),
        source: String::new(),
        origin: Origin::Api,
        supersedes: None,
    };
    let edit = match call.registry.edit_of(person, &written) {
        Ok(edit) => edit,
        Err(RegistryError::UnknownRecord(_) | RegistryError::Purged { .. }) => {
            faults.push(unknown_record(pointer));
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    let items = call.registry.written_items(person, &written)?;
    Ok(Some(Prepared {
        items: items.iter().map(item).collect(),
        findings: findings(call, one, &seen, &read.key.id, &wanted)?,
        key: read.key,
        edit,
    }))
}

/// The record that an edit names, as far as it can be told; for looking at all edits together.
pub(super) fn key_of(value: &Value) -> Option<RecordKey> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::trim);
    let id = text("id").filter(|id| !id.is_empty())?;
    Some(RecordKey::new(text("type")?, id))
}

fn read<'s, 'v>(
    call: &Call<'s>,
    value: &'v Value,
    pointer: &str,
    faults: &mut Vec<Finding>,
) -> Option<(&'s TypeStandard, Read<'v>)> {
    let before = faults.len();
    let known = ["type", "id", "base_version", "data", "patch"];
    let mut members = Members::of(value, pointer, &known, faults)?;
    let record_type = members.needed_text("type", 100);
    let one = record_type.and_then(|record_type| {
        let one = call.site.standard().get(record_type);
        if one.is_none() {
            let known: Vec<&str> = call
                .site
                .standard()
                .types()
                .map(|one| one.id.as_str())
                .collect();
            let said = format!(
                "There is no such record type. There are: {}.",
                known.join(", ")
            );
            members.fault("type", "type_unknown", said);
        }
        one
    });
    let id = members.text("id", 200);
    let base_version = members.text("base_version", 60);
    let (member, value) = match (members.value("data"), members.value("patch")) {
        (Some(data), None) => ("data", data),
        (None, Some(patch)) => ("patch", patch),
        (Some(_), Some(_)) => {
            members.fault(
                "patch",
                "data_and_patch",
                "Send either data or patch, not both.",
            );
            return None;
        }
        (None, None) => {
            members.fault(
                "data",
                "member_missing",
                "Send the whole record as data, or a part of it as patch.",
            );
            return None;
        }
    };
    let one = one?;
    (faults.len() == before).then(|| {
        let key = RecordKey::new(one.id.as_str(), id.unwrap_or_default());
        let read = Read {
            key,
            base_version,
            member,
            value,
        };
        (one, read)
    })
}

/// What a new record is made on: nothing.
fn new_base(
    read: &Read<'_>,
    pointer: &str,
    around: &Around<'_>,
    faults: &mut Vec<Finding>,
) -> Option<Seen> {
    if read.base_version.is_some() {
        let said = "A new record has no version yet. Leave it out, or name the record by its id.";
        faults.push(Finding::at(
            format!("{pointer}/base_version"),
            "base_version_without_id",
            said,
        ));
        return None;
    }
    if around.if_match.is_some() {
        let said =
            "A new record has no version yet. Leave the header out, or name the record by its id.";
        faults.push(Finding::of_header(
            "If-Match",
            "base_version_without_id",
            said,
        ));
        return None;
    }
    Some(nothing(&read.key))
}

/// A record of which nothing was accepted yet.
fn nothing(key: &RecordKey) -> Seen {
    Seen {
        key: key.clone(),
        version: 0,
        exists: false,
        is_whole: false,
        data: Value::Object(Object::new()),
    }
}

/// What an edit of a record is made on.
fn base(
    call: &Call<'_>,
    person: &Person,
    read: &Read<'_>,
    pointer: &str,
    around: &Around<'_>,
    faults: &mut Vec<Finding>,
) -> Result<Option<Seen>, ApiFault> {
    let key = &read.key;
    if around.former == Some(key)
        && call
            .registry
            .record_state(key)?
            .is_some_and(|state| state.version == 0)
    {
        // It was only proposed yet: whoever proposed it can do so anew.
        return Ok(Some(nothing(key)));
    }
    let now = match call.registry.seen_by(person, key, None) {
        Err(RegistryError::Purged { .. }) => None,
        found => found?,
    };
    let Some(now) = now.filter(|now| now.version > 0) else {
        faults.push(unknown_record(pointer));
        return Ok(None);
    };
    let at = format!("{pointer}/base_version");
    let name = match (read.base_version, around.if_match) {
        (Some(base), Some(header)) if base != header => {
            let said = "The header If-Match names another version. Send one of them.";
            faults.push(Finding::at(at, "base_version_twice", said));
            return Ok(None);
        }
        (Some(base), _) => base,
        (None, Some(header)) => header,
        (None, None) if read.member == "patch" => return Ok(Some(now)),
        (None, None) => {
            let said = "Say which version the record was made of: the version that GET gave. Otherwise what others changed meanwhile would be undone.";
            faults.push(Finding::at(at, "member_missing", said));
            return Ok(None);
        }
    };
    if name == now.version_name() {
        return Ok(Some(now));
    }
    let version = call.registry.version_named(person, key, name)?;
    let seen = match version.filter(|version| *version > 0) {
        Some(version) => call.registry.seen_by(person, key, Some(version))?,
        None => None,
    };
    if seen.is_none() {
        let said = "There is no such version of the record. Get the record again.";
        if read.base_version.is_none() {
            return Err(ApiFault::PreconditionFailed(said.to_owned()));
        }
        faults.push(Finding::at(at, "base_version_unknown", said));
    }
    Ok(seen)
}

fn unknown_record(pointer: &str) -> Finding {
    Finding::at(
        format!("{pointer}/id"),
        "record_unknown",
        "There is no such record that you may see. Leave the id out to propose a new record.",
    )
}
