//! Metadata in the shape in which DataCite takes them, ready for a digital object identifier.

use serde_json::{Value, json};

use super::{About, DataFile};

/// `datacite.json`: the attributes of a DOI, after version 4.5 of the DataCite schema. Without a
/// DOI it is a draft: who registers one adds it.
#[must_use]
pub fn datacite_json(about: &About, files: &[DataFile]) -> Value {
    let publisher = about.terms.publisher_said();
    let size: u64 = files.iter().map(|file| file.size_bytes).sum();
    let rights: Vec<Value> = about
        .terms
        .licence
        .iter()
        .map(|licence| match &licence.spdx {
            Some(spdx) => json!({
                "rights": licence.name,
                "rightsUri": licence.url,
                "rightsIdentifier": spdx.to_lowercase(),
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            }),
            None => json!({"rights": licence.name, "rightsUri": licence.url}),
        })
        .collect();
    let mut attributes = json!({
        "titles": [{"title": about.title(), "lang": "en"}],
        "creators": [{"name": publisher, "nameType": "Organizational"}],
        "publisher": {"name": publisher},
        "publicationYear": about.day.get(..4).and_then(|year| year.parse::<u16>().ok()),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data set"},
        "dates": [{"date": about.day, "dateType": "Issued"}],
        "language": "en",
        "subjects": [
            {"subject": "social outcomes contracts"},
            {"subject": "impact bonds"},
            {"subject": "outcome-based commissioning"},
        ],
        "version": about.version,
        "rightsList": rights,
        "descriptions": [{
            "description": about.description(),
            "descriptionType": "Abstract",
            "lang": "en",
        }],
        "formats": [
            "text/csv",
            "application/vnd.apache.parquet",
            "application/vnd.sqlite3",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/x-ndjson",
            "application/geo+json",
        ],
        "sizes": [format!("{size} bytes"), format!("{} files", files.len())],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    });
    if let Some(object) = attributes.as_object_mut() {
        if let Some(url) = about.home_url() {
            object.insert("url".to_owned(), Value::from(url));
        }
        if let Some(doi) = &about.doi {
            object.insert("doi".to_owned(), Value::from(doi.as_str()));
        }
    }
    json!({"data": {"type": "dois", "attributes": attributes}})
}
