//! The files that can be taken away, at their old addresses and at one new one.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use indigo_exchange::{metadata::media_type, tables::DataTable};
use indigo_registry::{DATA_SET_FILES, Download, DownloadFile};
use indigo_standard::Standard;
use tokio_util::io::ReaderStream;

use crate::{
    answer, error::SiteError, headers::open_to_all, request::Asked, site::App, words::small_first,
};

/// How much of a file is read at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// A file that is offered.
#[derive(Debug, Clone)]
pub(crate) struct Offered {
    /// What the reader calls it.
    pub(crate) download: Download,
    /// Its address.
    pub(crate) href: String,
    /// The name that it is saved under.
    pub(crate) file_name: String,
    content_type: &'static str,
    /// Whether the old system put the name in quotes.
    quoted: bool,
    /// What is in it.
    pub(crate) what: String,
    /// Whether it takes long to build: only who asks for it waits, and only others who do.
    pub(crate) is_slow: bool,
    /// The types whose records are in it.
    pub(crate) types: Vec<String>,
}

const CSV: &str = "text/csv; charset=utf-8";

/// Every file that is offered, in the order of the page about data.
pub(crate) fn offered(standard: &Standard) -> Vec<Offered> {
    let mut all = Vec::new();
    let ids = |wanted: &dyn Fn(&indigo_standard::TypeStandard) -> bool| -> Vec<String> {
        standard
            .types()
            .filter(|one| wanted(one))
            .map(|one| one.id.clone())
            .collect()
    };
    for one in standard.types().filter(|one| one.profile.downloads.list) {
        let titles = small_first(&one.profile.words.titles);
        all.push(Offered {
            download: Download::List(one.id.clone()),
            href: format!("/app/{}_download", one.id),
            file_name: format!("{}.csv", one.plural()),
            content_type: CSV,
            quoted: true,
            what: format!("All {titles}, one a row: the facts that a record has once."),
            is_slow: false,
            types: vec![one.id.clone()],
        });
    }
    if let Some(one) = standard.get("project") {
        all.push(Offered {
            download: Download::PrototypeList,
            href: "/app/project_download_social_investment_prototype".to_owned(),
            file_name: format!("{}.csv", one.plural()),
            content_type: CSV,
            quoted: true,
            what: "The same for contracts that are marked as social investment prototypes."
                .to_owned(),
            is_slow: false,
            types: vec![one.id.clone()],
        });
    }
    let mut bundles: Vec<&str> = Vec::new();
    for bundle in standard
        .types()
        .filter_map(|one| one.profile.downloads.bundle.as_deref())
    {
        if !bundles.contains(&bundle) {
            bundles.push(bundle);
        }
    }
    for bundle in bundles {
        let types = ids(&|one| one.profile.downloads.bundle.as_deref() == Some(bundle));
        let titles: Vec<String> = types
            .iter()
            .filter_map(|id| standard.get(id))
            .map(|one| small_first(&one.profile.words.titles))
            .collect();
        all.push(Offered {
            download: Download::Bundle(bundle.to_owned()),
            href: format!("/app/{bundle}_public_data_file_per_data_type_csv.zip"),
            file_name: format!("{bundle}_data_per_data_type_csv.zip"),
            content_type: "application/zip",
            quoted: false,
            what: format!(
                "Everything about {}: a CSV file for the records and one for each of their lists.",
                crate::words::and(&titles)
            ),
            is_slow: false,
            types: types.clone(),
        });
        all.push(Offered {
            download: Download::Workbooks(bundle.to_owned()),
            href: format!("/app/{bundle}_public_data_file_per_record.zip"),
            file_name: format!("{bundle}_data_as_spreadsheets.zip"),
            content_type: "application/zip",
            quoted: false,
            what: format!(
                "A filled workbook for each record of {}. Made when first asked for after a change, which takes a while.",
                crate::words::and(&titles)
            ),
            is_slow: true,
            types,
        });
    }
    all.push(Offered {
        download: Download::Sqlite,
        href: "/app/all_public_data.sqlite".to_owned(),
        file_name: "all_data.sqlite".to_owned(),
        content_type: "application/vnd.sqlite3",
        quoted: false,
        what: "The same tables in one SQLite database, ready for questions in SQL.".to_owned(),
        is_slow: false,
        types: ids(&|one| one.profile.downloads.sqlite),
    });
    all.push(Offered {
        download: Download::JsonLines,
        href: "/data/indigo.jsonl".to_owned(),
        file_name: "indigo.jsonl".to_owned(),
        content_type: "application/x-ndjson",
        quoted: true,
        what: "The public part of every record of every type, one record a line, sources of rows included."
            .to_owned(),
        is_slow: false,
        types: ids(&|_| true),
    });
    all
}

/// `GET /data/indigo.jsonl`.
pub(crate) async fn json_lines(
    State(site): State<App>,
    headers: HeaderMap,
    asked: Asked,
) -> Response {
    given(site, asked, &headers).await
}

/// `GET /data/files/{file}`: a file of the newest state in one of the newer formats.
pub(crate) async fn data_set(
    State(site): State<App>,
    headers: HeaderMap,
    asked: Asked,
) -> Response {
    let name = asked.last_segment().to_owned();
    if !is_of_data_set(site.standard(), &name) {
        return answer::from(site, asked, |_, _| Err(SiteError::NotFound)).await;
    }
    let offered = file_named(Download::DataSet(name.clone()), &name);
    match open(&site, &offered).await {
        Ok(file) => tagged(file, &offered, &headers),
        Err(error) => answer::from(site, asked, |_, _| Err(error)).await,
    }
}

/// `GET /releases/{version}/{file}`: a file of a release, as it was released.
pub(crate) async fn of_release(
    State(site): State<App>,
    headers: HeaderMap,
    asked: Asked,
) -> Response {
    let reader = site.reader.clone();
    let (version, name) = (asked.segment(1).to_owned(), asked.segment(2).to_owned());
    let wanted = name.clone();
    let found = tokio::task::spawn_blocking(move || {
        let releases = reader.releases()?;
        match releases.iter().find(|release| release.version == version) {
            Some(release) => reader.release_file(release, &wanted),
            None => Ok(None),
        }
    })
    .await;
    let file = match found {
        Ok(Ok(Some(file))) => file,
        Ok(Ok(None)) => return answer::from(site, asked, |_, _| Err(SiteError::NotFound)).await,
        Ok(Err(error)) => return answer::from(site, asked, |_, _| Err(error.into())).await,
        Err(_) => return answer::from(site, asked, |_, _| Err(SiteError::Stopped)).await,
    };
    tagged(
        file,
        &file_named(Download::DataSet(name.clone()), &name),
        &headers,
    )
}

/// Whether the data set has a file of a name.
fn is_of_data_set(standard: &Standard, name: &str) -> bool {
    if DATA_SET_FILES.contains(&name) {
        return true;
    }
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    standard.types().any(|one| {
        let is_table = || {
            DataTable::all_of(one)
                .iter()
                .any(|table| table.name == stem)
        };
        match ending {
            "json" => stem.strip_prefix("schema-") == Some(one.id.as_str()),
            "csv" | "parquet" => is_table(),
            _ => false,
        }
    })
}

/// A file under its own name.
fn file_named(download: Download, name: &str) -> Offered {
    Offered {
        download,
        href: String::new(),
        file_name: name.to_owned(),
        content_type: content_type(name),
        quoted: true,
        what: String::new(),
        is_slow: true,
        types: Vec::new(),
    }
}

/// The content type of a file, by its name.
fn content_type(name: &str) -> &'static str {
    match media_type(name) {
        "text/csv" => CSV,
        "text/plain" => "text/plain; charset=utf-8",
        "text/markdown" => "text/markdown; charset=utf-8",
        other => other,
    }
}

/// The file at the address asked for; 404 when none is offered there.
pub(crate) async fn given(site: App, asked: Asked, request: &HeaderMap) -> Response {
    let found = offered(site.standard())
        .into_iter()
        .find(|offered| offered.href == asked.path());
    let Some(offered) = found else {
        return answer::from(site, asked, |_, _| Err(SiteError::NotFound)).await;
    };
    let file = match open(&site, &offered).await {
        Ok(file) => file,
        Err(error) => return answer::from(site, asked, |_, _| Err(error)).await,
    };
    tagged(file, &offered, request)
}

/// The file with its tag, or that it has not changed.
fn tagged(file: DownloadFile, offered: &Offered, request: &HeaderMap) -> Response {
    // Of the bytes, not of the ledger: what is changed in private shows nowhere.
    let etag = format!("W/\"{}\"", file.digest);
    let known = request
        .get(header::IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        whole(file, offered)
    };
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    open_to_all(response.headers_mut());
    response
}

/// The file, open; who waits for one to be built waits here, not on a rendering thread.
async fn open(site: &App, offered: &Offered) -> Result<DownloadFile, SiteError> {
    let (reader, wanted) = (site.reader.clone(), offered.download.clone());
    let ready = tokio::task::spawn_blocking(move || reader.built_download(&wanted))
        .await
        .map_err(|_| SiteError::Stopped)??;
    if let Some(file) = ready {
        return Ok(file);
    }
    let turn = match offered.is_slow {
        true => site.slow_builds.acquire().await,
        false => site.builds.acquire().await,
    };
    let _permit = turn.map_err(|_| SiteError::Stopped)?;
    let (reader, wanted) = (site.reader.clone(), offered.download.clone());
    Ok(
        tokio::task::spawn_blocking(move || reader.download(&wanted))
            .await
            .map_err(|_| SiteError::Stopped)??,
    )
}

fn whole(file: DownloadFile, offered: &Offered) -> Response {
    let length = file.size_bytes;
    let file = tokio::fs::File::from_std(file.file);
    let body = Body::from_stream(ReaderStream::with_capacity(file, CHUNK_BYTES));
    let name = &offered.file_name;
    let disposition = if offered.quoted {
        format!("attachment; filename=\"{name}\"")
    } else {
        format!("attachment; filename={name}")
    };
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, offered.content_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    (headers, body).into_response()
}
