//! Every address of an installation, route by route.

use indigo_registry::Reader as _;
use indigo_standard::{Standard, TypeStandard};

use super::installation::Installation;

/// Words to look for: of public parts, of private ones only, a part of an id, none.
const WORDS: [&str; 10] = [
    "",
    "+",
    "secret",
    "zzalphasecret",
    "zzbeta",
    "shown",
    "housing",
    "a",
    "name",
    "INDIGO-POJ-01",
];

/// The routes of the router, as it is given them.
pub(crate) fn routes() -> Vec<String> {
    let code = include_str!("../../../src/routes.rs");
    code.split(".route(")
        .skip(1)
        .map(|rest| rest.split('"').nth(1).unwrap().to_owned())
        .collect()
}

/// What there is to ask of every route, in order.
pub(super) async fn addresses(one: &Installation) -> Vec<String> {
    let of_data_page = one.get("/data").await.text();
    let links: Vec<&str> = of_data_page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let mut found = Vec::new();
    for route in routes() {
        let mut of_route = of_route(&route, one, &links);
        of_route.sort();
        of_route.dedup();
        found.extend(of_route);
    }
    found.extend(of_the_api(one));
    found
}

/// What there is to ask of the addresses of the API that everybody reads.
fn of_the_api(one: &Installation) -> Vec<String> {
    let mut found = Vec::new();
    for route in indigo_site::api_routes() {
        if route.needs != indigo_site::ApiNeeds::Nothing {
            continue;
        }
        let before = found.len();
        let path = route.path;
        for of in one.registry.standard().types() {
            let at = path.replace("{type}", &of.id);
            match path {
                "/api/v2/records/{type}" => {
                    let filters: Vec<&str> = of
                        .profile
                        .list
                        .filters
                        .iter()
                        .map(|filter| filter.name.as_str())
                        .collect();
                    let facets = filters.join(",");
                    found.push(format!("{at}?facets={facets}&changed_since=2000-01-01"));
                    found.push(format!("{at}?limit=1&include=provenance"));
                    found.push(format!("{at}?as_of=2020-01-01"));
                    for words in WORDS {
                        found.push(format!("{at}?q={words}&fields=name"));
                    }
                    found.extend(conditions(of).map(|query| format!("{at}?fields=id&{query}")));
                }
                "/api/v2/records/{type}.jsonl" => {
                    found.push(at.clone());
                    found.push(format!("{at}?include=provenance"));
                }
                "/api/v2/records/{type}/{id}" => {
                    let known = one.ids.iter().filter(|(of_type, _)| *of_type == of.id);
                    for (_, id) in known {
                        let at = at.replace("{id}", id);
                        found.push(format!("{at}?view=public&include=provenance"));
                        found.push(at);
                    }
                }
                "/api/v2/types/{type}" => found.push(format!("{at}?counts=true")),
                "/api/v2/search" => {
                    found.extend(WORDS.map(|words| format!("{path}?q={words}&type={}", of.id)));
                }
                _ => {}
            }
        }
        match path {
            "/api/v2/suggestions" => {
                found.extend(WORDS.map(|words| format!("{path}?q={words}")));
            }
            "/api/v2/openapi.json" | "/api/v2/types" | "/api/v2/releases" | "/api/v2/landscape" => {
                found.push(path.to_owned());
            }
            _ => {}
        }
        assert!(
            found.len() > before,
            "{path} is a new route: say here what there is to ask of it"
        );
    }
    found
}

/// Whether there is a value, and whether it is another than a word that is nowhere public, for each
/// field.
fn conditions(of: &TypeStandard) -> impl Iterator<Item = String> {
    let outside = of.fields.iter().map(|field| (String::new(), field));
    let inside = of.lists.iter().flat_map(|list| {
        let above = list.keys.join(".") + ".";
        list.fields.iter().map(move |field| (above.clone(), field))
    });
    outside.chain(inside).flat_map(|(above, field)| {
        let name = format!("{above}{}", field.keys.join("."));
        [
            format!("where.{name}__exists=true"),
            format!("where.{name}__ne=secret"),
        ]
    })
}

/// What there is to ask of a route; a route that is not named here has to be added.
fn of_route(route: &str, one: &Installation, links: &[&str]) -> Vec<String> {
    let standard: &Standard = one.registry.standard();
    let of_types = |make: &dyn Fn(&TypeStandard) -> String| -> Vec<String> {
        standard.types().map(make).collect()
    };
    let records = |make: &dyn Fn(&TypeStandard, &str) -> String| -> Vec<String> {
        let unknown = standard
            .types()
            .map(|one| (one.id.clone(), "U-9".to_owned()));
        let known = one.ids.iter().cloned();
        known
            .chain(unknown)
            .map(|(of_type, id)| make(standard.get(&of_type).unwrap(), &id))
            .collect()
    };
    match route {
        "/" | "/about" | "/data" | "/data/api" | "/data/reference" | "/data/dictionary"
        | "/data/indigo.jsonl" | "/robots.txt" | "/check" | "/quality" | "/quality.csv"
        | "/quality/trend.csv" | "/changes.atom" | "/sitemap.xml" | "/healthz" | "/favicon.svg"
        | "/favicon.ico" | "/app" | "/app/" => {
            vec![route.to_owned()]
        }
        "/releases" | "/data/catalogue.jsonld" => vec![route.to_owned()],
        "/data/files/{file}" => one
            .release_files()
            .iter()
            .map(|name| format!("/data/files/{name}"))
            .collect(),
        "/releases/{version}" => ["2025-05", "none"]
            .map(|version| format!("/releases/{version}"))
            .into(),
        "/releases/{version}/{file}" => one
            .release_files()
            .iter()
            .map(|name| format!("/releases/2025-05/{name}"))
            .collect(),
        "/releases/{version}/records/{type}/{id}" => {
            records(&|one, id| format!("/releases/2025-05/records/{}/{id}", one.id))
        }
        "/landscape" | "/landscape.csv" | "/landscape.txt" | "/landscape.json"
        | "/landscape.svg" => [
            "",
            "?as_of=2026-01-01",
            "?compare=2026-01-01&about=GB",
            "?sector=Health&about=FR",
        ]
        .map(|query| format!("{route}{query}"))
        .to_vec(),
        "/landscape/{chart}" => [
            "countries",
            "sectors",
            "starts",
            "capital",
            "goals",
            "payers",
            "network",
        ]
        .iter()
        .flat_map(|chart| {
            [
                format!("/landscape/{chart}.csv"),
                format!("/landscape/{chart}.svg"),
            ]
        })
        .collect(),
        "/search" => WORDS
            .iter()
            .map(|q| format!("/search?q={q}"))
            .chain(WORDS.iter().map(|q| format!("/search?q={q}&exact=yes")))
            .chain(["/search".into()])
            .collect(),
        "/suggestions" => WORDS
            .iter()
            .chain(["zz", "sec", "nam"].iter())
            .map(|q| format!("/suggestions?q={q}"))
            .chain(["/suggestions".into()])
            .collect(),
        "/data/dictionary/{type}" => {
            let mut found = of_types(&|one| format!("/data/dictionary/{}", one.id));
            found.extend(of_types(&|one| format!("/data/dictionary/{}.json", one.id)));
            found
        }
        "/data/reference/{file}" => indigo_standard::reference::FILES
            .iter()
            .map(|file| format!("/data/reference/{}", file.name))
            .collect(),
        "/data/codelists" => vec!["/data/codelists".to_owned()],
        "/data/codelists/{name}" => {
            let names = ["countries", "policy_sector", "result_type", "secret"];
            let page = |name: &str| format!("/data/codelists/{name}");
            names.into_iter().map(page).collect()
        }
        "/{list}/selection.csv" => beside(standard, "selection.csv"),
        "/{list}/selection.xlsx" => beside(standard, "selection.xlsx"),
        "/{list}/selection.json" => beside(standard, "selection.json"),
        "/{list}/selection.geojson" => beside(standard, "selection.geojson"),
        "/{list}/details.csv" => beside(standard, "details.csv"),
        "/{list}" => standard.types().flat_map(|of| list(of, one)).collect(),
        "/{list}/{id}" => records(&|one, id| format!("/{}/{id}", one.profile.words.path)),
        "/{list}/{id}/charts/{file}" => {
            let charts = [
                "parties", "achieved", "payments", "timeline", "places", "none",
            ];
            let files = charts
                .iter()
                .flat_map(|chart| ["csv", "svg"].map(|kind| (chart, kind)));
            files
                .flat_map(|(chart, kind)| {
                    records(&|one, id| {
                        format!("/{}/{id}/charts/{chart}.{kind}", one.profile.words.path)
                    })
                })
                .collect()
        }
        "/{list}/workbook.xlsx" => {
            of_types(&|one| format!("/{}/workbook.xlsx", one.profile.words.path))
        }
        "/{list}/changes.atom" => beside(standard, "changes.atom"),
        "/{list}/{id}/workbook.xlsx" => {
            records(&|one, id| format!("/{}/{id}/workbook.xlsx", one.profile.words.path))
        }
        "/{list}/{id}/history" => {
            records(&|one, id| format!("/{}/{id}/history", one.profile.words.path))
        }
        "/{list}/{id}/history.atom" => {
            records(&|one, id| format!("/{}/{id}/history.atom", one.profile.words.path))
        }
        "/{list}/{id}/suggest" => {
            records(&|one, id| format!("/{}/{id}/suggest", one.profile.words.path))
        }
        "/confirm-correction/{token}" => vec!["/confirm-correction/unknown".to_owned()],
        "/app/api1/{type}" => of_types(&|one| format!("/app/api1/{}", one.id)),
        "/app/api1/{type}/{id}" => {
            let plain = records(&|one, id| format!("/app/api1/{}/{id}", one.id));
            // With the right password there is more to see, for those who may.
            let wrong = plain
                .iter()
                .map(|plain| format!("{plain}?sandbox_data_password=wrong"));
            wrong.chain(plain.iter().cloned()).collect()
        }
        "/sitemaps/{part}" => ["/sitemaps/1.xml", "/sitemaps/2.xml"]
            .map(str::to_owned)
            .to_vec(),
        "/assets/{file}" => vec!["/assets/site.css".to_owned()],
        "/app/{name}" => {
            let mut found = of_types(&|one| format!("/app/{}", one.id));
            found.extend(of_types(&|one| format!("/app/{}_download", one.id)));
            found.extend(of_types(&|one| {
                format!("/app/{}_download_blank_form", one.id)
            }));
            found.extend(of_types(&|one| {
                format!("/app/{}_download_data_quality_report", one.id)
            }));
            let files = links.iter().filter(|link| link.starts_with("/app/"));
            found.extend(
                files
                    .filter(|link| link.matches('/').count() == 2)
                    .map(|link| (*link).to_owned()),
            );
            assert!(
                found
                    .iter()
                    .any(|one| one.ends_with("_file_per_record.zip")),
                "{found:?}"
            );
            assert!(
                found.iter().any(|one| one.ends_with(".sqlite")),
                "{found:?}"
            );
            found
        }
        "/app/{type}/{id}" => records(&|one, id| format!("/app/{}/{id}", one.id)),
        "/app/{type}/{id}/download_form" => {
            records(&|one, id| format!("/app/{}/{id}/download_form", one.id))
        }
        new => panic!("{new} is a new route: say here what there is to ask of it"),
    }
}

/// What stands beside a list: of all its records, of those with words, of those in a country.
fn beside(standard: &Standard, last: &str) -> Vec<String> {
    let of = |one: &TypeStandard| {
        let address = format!("/{}/{last}", one.profile.words.path);
        [
            format!("{address}?q=a"),
            format!("{address}?country=GB&sort=id"),
            format!("{address}?q=secret"),
            address,
        ]
    };
    standard.types().flat_map(of).collect()
}

/// A list plain, in each sorting, on each page, with words, with each value of each filter.
fn list(of: &TypeStandard, one: &Installation) -> Vec<String> {
    let path = format!("/{}", of.profile.words.path);
    let mut found = vec![path.clone()];
    let spec = &of.profile.list;
    let fixed = [
        "name", "id", "newest", "oldest", "changed", "best", "secret",
    ]
    .map(str::to_owned);
    let numbers = spec.numbers.iter().map(|number| number.name.clone());
    for sort in fixed.into_iter().chain(numbers) {
        found.push(format!("{path}?sort={sort}"));
        found.push(format!("{path}?q=a&sort={sort}"));
        found.push(format!("{path}?sort={sort}&page=2"));
    }
    found.extend((0..12).map(|page| format!("{path}?page={page}")));
    found.extend(WORDS.iter().map(|q| format!("{path}?q={q}")));
    let catalogue = one.registry.catalogue().unwrap();
    let details = spec.details.as_ref().map(|details| details.name.as_str());
    for view in ["table", "map", "secret"].into_iter().chain(details) {
        found.push(format!("{path}?view={view}"));
        found.push(format!("{path}?view={view}&q=a&per=50"));
    }
    for filter in &spec.filters {
        let name = &filter.name;
        found.push(format!("{path}?{name}=secret"));
        found.push(format!("{path}?find-{name}=secret"));
        for value in ["yes", "no", "unknown", "Europe"] {
            found.push(format!("{path}?{name}={value}"));
        }
        if let Some(bands) = &filter.bands {
            for edge in &bands.edges {
                found.push(format!("{path}?{name}=-{edge}"));
                found.push(format!("{path}?{name}={edge}-"));
            }
        }
        let party = filter.party.as_ref();
        for entry in catalogue.entries(&of.id) {
            let ids = party.and_then(|party| entry.card.parties.get(party));
            found.extend(
                ids.into_iter()
                    .flatten()
                    .map(|id| format!("{path}?{name}={}", encoded(id))),
            );
        }
        for entry in catalogue.entries(&of.id) {
            for value in entry.card.facets.get(name).into_iter().flatten() {
                found.push(format!("{path}?{name}={}", encoded(value)));
                found.push(format!("{path}?{name}={}&q=secret", encoded(value)));
            }
        }
    }
    found
}

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
