//! Descriptions for catalogues and search engines: DCAT-AP and schema.org, both as JSON-LD.

use serde_json::{Map, Value, json};

use super::{About, DataFile};

/// A release, for the catalogue.
#[derive(Debug, Clone)]
pub struct DcatRelease {
    /// What it is.
    pub about: About,
    /// Its files.
    pub files: Vec<DataFile>,
}

/// The media type of a file, by its name.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "csv" => "text/csv",
        "parquet" => "application/vnd.apache.parquet",
        "sqlite" => "application/vnd.sqlite3",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "jsonl" => "application/x-ndjson",
        "geojson" => "application/geo+json",
        "jsonld" => "application/ld+json",
        "json" => "application/json",
        "zip" => "application/zip",
        "md" => "text/markdown",
        "cff" => "application/yaml",
        _ => "text/plain",
    }
}

/// `/data/catalogue.jsonld`: a DCAT-AP catalogue of the newest state and of every release.
///
/// `files` are the addresses of the files of the newest state, below the site, with their sizes
/// where they are known.
#[must_use]
pub fn dcat_catalogue(
    about: &About,
    files: &[(String, Option<u64>)],
    releases: &[DcatRelease],
) -> Value {
    let site = about.site_url.clone().unwrap_or_default();
    let newest: Vec<Value> = files
        .iter()
        .map(|(path, size)| distribution(&format!("{site}{path}"), path, *size, None, about))
        .collect();
    let mut datasets = vec![dataset(&format!("{site}/data#dataset"), about, &newest)];
    for release in releases {
        let version = release.about.version.clone().unwrap_or_default();
        let home = format!("{site}/releases/{version}");
        let files: Vec<Value> = release
            .files
            .iter()
            .map(|file| {
                let address = format!("{home}/{}", file.name);
                let sum = Some(file.sha256.as_str());
                distribution(
                    &address,
                    &file.name,
                    Some(file.size_bytes),
                    sum,
                    &release.about,
                )
            })
            .collect();
        datasets.push(dataset(&home, &release.about, &files));
    }
    let mut catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": format!("{site}/data/catalogue.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": {"@value": "Indigo: data on social outcomes contracts", "@language": "en"},
        "dct:description": {"@value": "The newest public state, and every dated release.", "@language": "en"},
        "dct:publisher": publisher(about),
        "foaf:homepage": {"@id": format!("{site}/data")},
        "dcat:dataset": datasets,
    });
    if let (Some(licence), Some(object)) = (&about.terms.licence, catalogue.as_object_mut()) {
        object.insert("dct:license".to_owned(), json!({"@id": licence.url}));
    }
    catalogue
}

fn publisher(about: &About) -> Value {
    json!({"@type": "foaf:Organization", "foaf:name": about.terms.publisher_said()})
}

fn dataset(id: &str, about: &About, distributions: &[Value]) -> Value {
    let mut said = json!({
        "@id": id,
        "@type": "dcat:Dataset",
        "dct:title": {"@value": about.title(), "@language": "en"},
        "dct:description": {"@value": about.description(), "@language": "en"},
        "dct:identifier": about.doi.as_ref().map_or_else(|| id.to_owned(), |doi| format!("https://doi.org/{doi}")),
        "dct:publisher": publisher(about),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ENG"},
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/SOCI"},
        "dcat:keyword": ["social outcomes contracts", "impact bonds", "outcomes funds"],
        "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        "dcat:distribution": distributions,
    });
    if let Some(object) = said.as_object_mut() {
        let date = |day: &str| json!({"@value": day, "@type": "xsd:date"});
        if about.version.is_some() {
            object.insert("dct:issued".to_owned(), date(&about.day));
            object.insert(
                "dcat:version".to_owned(),
                Value::from(about.version.clone()),
            );
        } else if !about.day.is_empty() {
            object.insert("dct:modified".to_owned(), date(&about.day));
        }
        if about.terms.licence.is_none() {
            object.insert("dct:rights".to_owned(), Value::from(super::NO_LICENCE));
        }
    }
    said
}

fn distribution(
    address: &str,
    name: &str,
    size: Option<u64>,
    sha256: Option<&str>,
    about: &About,
) -> Value {
    let mut said = Map::new();
    let title = name.rsplit('/').next().unwrap_or(name);
    let kind = media_type(name);
    for (key, value) in [
        ("@type", json!("dcat:Distribution")),
        ("dct:title", json!(title)),
        ("dcat:accessURL", json!({"@id": address})),
        ("dcat:downloadURL", json!({"@id": address})),
        (
            "dcat:mediaType",
            json!({"@id": format!("https://www.iana.org/assignments/media-types/{kind}")}),
        ),
    ] {
        said.insert(key.to_owned(), value);
    }
    if let Some(size) = size {
        let size = json!({"@value": size.to_string(), "@type": "xsd:nonNegativeInteger"});
        said.insert("dcat:byteSize".to_owned(), size);
    }
    if let Some(sum) = sha256 {
        let sum = json!({
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": sum, "@type": "xsd:hexBinary"},
        });
        said.insert("spdx:checksum".to_owned(), sum);
    }
    if let Some(licence) = &about.terms.licence {
        said.insert("dct:license".to_owned(), json!({"@id": licence.url}));
    }
    Value::Object(said)
}

/// The data set as schema.org has it, for the head of a page. No text in it ends a script.
#[must_use]
pub fn schema_org(about: &About, files: &[(String, Option<u64>)]) -> String {
    let site = about.site_url.clone().unwrap_or_default();
    let distribution: Vec<Value> = files
        .iter()
        .map(|(path, size)| {
            json!({
                "@type": "DataDownload",
                "name": path.rsplit('/').next(),
                "encodingFormat": media_type(path),
                "contentUrl": format!("{site}{path}"),
                "contentSize": size.map(|size| format!("{size} B")),
            })
        })
        .collect();
    let publisher = json!({"@type": "Organization", "name": about.terms.publisher_said()});
    let said = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.title(),
        "description": about.description(),
        "url": about.home_url(),
        "identifier": about.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")),
        "version": about.version,
        "dateModified": about.day,
        "license": about.terms.licence.as_ref().map(|licence| licence.url.clone()),
        "conditionsOfAccess": about.terms.licence.is_none().then_some(super::NO_LICENCE),
        "isAccessibleForFree": true,
        "creator": publisher,
        "publisher": publisher,
        "keywords": ["social outcomes contracts", "impact bonds", "outcomes funds"],
        "inLanguage": "en",
        "distribution": distribution,
    });
    without_nulls(said).to_string().replace('<', "\\u003c")
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            object
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key, without_nulls(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Terms;

    #[test]
    fn no_text_ends_the_script_that_it_is_in() {
        let about = About {
            terms: Terms {
                publisher: Some("</script><b>".to_owned()),
                licence: None,
            },
            ..About::default()
        };
        let text = schema_org(&about, &[]);
        assert!(!text.contains('<'), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["publisher"]["name"], "</script><b>");
        assert_eq!(read["conditionsOfAccess"], crate::metadata::NO_LICENCE);
    }
}
