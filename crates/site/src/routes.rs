//! Every address of the site.

use std::{any::Any, sync::Arc};

use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::{Extensions, HeaderMap, StatusCode, Version, header},
    middleware,
    response::Response,
    routing::get,
};
use indigo_registry::{Reader, Registry};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{
    SiteConfig, answer, api, assets, downloads,
    edge::edge,
    error::SiteError,
    old_addresses as old, pages,
    request::Asked,
    site::{App, Site},
    staff, workbooks,
};

/// Room for a suggestion: its longest texts, percent-encoded.
const SUGGESTION_BYTES: usize = 64 * 1024;

/// The public site over a reader: give it to a server, or call it in a test. Nobody can sign in;
/// the addresses for that answer 404.
pub fn router(reader: Arc<dyn Reader>, config: SiteConfig) -> Router {
    whole(Site::new(reader, None, config))
}

/// The whole site over an installation, with the pages for people who sign in.
pub fn router_with_registry(registry: Arc<Registry>, config: SiteConfig) -> Router {
    let reader: Arc<dyn Reader> = Arc::<Registry>::clone(&registry);
    if let Some(url) = &config.base_url {
        registry.known_as(url);
    }
    whole(Site::new(reader, Some(registry), config))
}

fn whole(site: Site) -> Router {
    let site: App = Arc::new(site);
    let of_the_api = |handler: axum::routing::MethodRouter<App>| {
        handler.options(api::options).fallback(api::not_allowed)
    };
    Router::new()
        // Pages for everybody.
        .route("/", get(pages::home::get))
        .route("/search", get(pages::search::get))
        .route("/suggestions", get(pages::suggestions::get))
        .route("/about", get(pages::about::get))
        .route("/data", get(pages::data::get))
        .route("/data/api", get(pages::api::get))
        .route("/data/dictionary", get(old::dictionary))
        .route("/data/dictionary/{type}", get(pages::dictionary::get))
        .route("/data/reference", get(pages::reference::get))
        .route(
            "/data/reference/{file}",
            of_the_api(get(pages::reference::file)),
        )
        .route(
            "/data/catalogue.jsonld",
            of_the_api(get(pages::data::catalogue)),
        )
        .route("/data/files/{file}", of_the_api(get(downloads::data_set)))
        .route("/releases", get(pages::releases::list))
        .route("/releases/{version}", get(pages::releases::one))
        .route(
            "/releases/{version}/{file}",
            of_the_api(get(downloads::of_release)),
        )
        .route(
            "/releases/{version}/records/{type}/{id}",
            get(pages::releases::record),
        )
        .route("/data/codelists", get(pages::codelists::all))
        .route("/data/codelists/{name}", get(pages::codelists::one))
        .route("/check", get(pages::check::get).post(pages::check::post))
        .route("/quality", get(pages::quality::get))
        .route("/quality.csv", of_the_api(get(pages::quality::csv)))
        .route("/quality/trend.csv", of_the_api(get(pages::quality::trend)))
        .route("/landscape", get(pages::landscape::get))
        .route("/landscape.csv", of_the_api(get(pages::landscape::csv)))
        .route("/landscape.txt", of_the_api(get(pages::landscape::text)))
        .route("/landscape.json", of_the_api(get(pages::landscape::json)))
        .route("/landscape.svg", of_the_api(get(pages::landscape::image)))
        .route(
            "/landscape/{chart}",
            of_the_api(get(pages::landscape::chart)),
        )
        .route("/{list}", get(pages::list::get))
        .route(
            "/{list}/selection.csv",
            of_the_api(get(pages::list::take::selection)),
        )
        .route(
            "/{list}/selection.xlsx",
            of_the_api(get(pages::list::take::selection)),
        )
        .route(
            "/{list}/selection.json",
            of_the_api(get(pages::list::take::selection)),
        )
        .route(
            "/{list}/selection.geojson",
            of_the_api(get(pages::list::take::selection)),
        )
        .route(
            "/{list}/details.csv",
            of_the_api(get(pages::list::take::details)),
        )
        .route("/{list}/workbook.xlsx", get(workbooks::blank))
        .route("/{list}/{id}", get(pages::record::get))
        .route("/{list}/{id}/charts/{file}", get(pages::record::chart))
        .route("/{list}/{id}/workbook.xlsx", get(workbooks::filled))
        .route("/{list}/{id}/history", get(pages::history::get))
        .route("/{list}/{id}/history.atom", get(pages::feed::of_record))
        .route(
            "/{list}/{id}/suggest",
            get(pages::suggest::get)
                .post(pages::suggest::post)
                .layer(DefaultBodyLimit::max(SUGGESTION_BYTES)),
        )
        .route(
            "/confirm-correction/{token}",
            get(pages::confirm_correction::get).post(pages::confirm_correction::post),
        )
        .route("/{list}/changes.atom", get(pages::feed::of_type))
        .route("/changes.atom", get(pages::feed::all))
        // For programs.
        .route("/app/api1/{type}", of_the_api(get(api::list)))
        .route("/app/api1/{type}/{id}", of_the_api(get(api::item)))
        .route("/data/indigo.jsonl", of_the_api(get(downloads::json_lines)))
        .route("/robots.txt", get(pages::robots::get))
        .route("/sitemap.xml", get(pages::sitemap::first))
        .route("/sitemaps/{part}", get(pages::sitemap::part))
        .route("/healthz", get(healthz))
        .route("/assets/{file}", get(assets::file))
        .route("/favicon.svg", get(assets::icon))
        .route("/favicon.ico", get(assets::icon))
        // Addresses of the system before this one.
        .route("/app", get(old::home))
        .route("/app/", get(old::home))
        .route("/app/{name}", of_the_api(get(old::list_or_download)))
        .route("/app/{type}/{id}", get(old::record))
        .route("/app/{type}/{id}/download_form", get(old::form))
        .merge(staff::routes::routes(&site))
        .merge(api::v2::routes(&site))
        .fallback(nowhere)
        .layer(compression())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), edge))
        .with_state(site)
}

async fn healthz() -> &'static str {
    "ok"
}

async fn nowhere(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |_, _| Err(SiteError::NotFound)).await
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    let id = crate::error::request_id();
    tracing::error!(request_id = %id, "a handler panicked");
    let mut response = answer::typed(
        "text/plain; charset=utf-8",
        format!("Something went wrong on our side. Request {id}."),
    );
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn compression()
-> CompressionLayer<impl Fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool + Clone> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(
            |_: StatusCode, _: Version, headers: &HeaderMap, extensions: &Extensions| {
                if extensions.get::<staff::page::Own>().is_some() {
                    return false;
                }
                // Archives and database files are left as they are.
                headers
                    .get(header::CONTENT_TYPE)
                    .and_then(|value| value.to_str().ok())
                    .is_some_and(|kind| {
                        kind.starts_with("text/")
                            || kind.starts_with("application/json")
                            || kind.starts_with("application/ld+json")
                            || kind.starts_with("application/geo+json")
                            || kind.starts_with("application/xml")
                            || kind.starts_with("application/atom+xml")
                            || kind.starts_with("application/x-ndjson")
                            || kind.starts_with("image/svg+xml")
                    })
            },
        )
}
