//! Names of a type in addresses and files, which no other type and no page may have.

use super::Sheet;

/// First parts of addresses that the site keeps for itself.
pub const FIXED_PATHS: [&str; 35] = [
    "about",
    "account",
    "admin",
    "api",
    "app",
    "assets",
    "changes.atom",
    "check",
    "confirm-correction",
    "data",
    "docs",
    "favicon.ico",
    "favicon.svg",
    "forgot-password",
    "healthz",
    "landscape",
    "landscape.csv",
    "landscape.json",
    "landscape.svg",
    "landscape.txt",
    "metrics",
    "moderate",
    "proposals",
    "quality",
    "quality.csv",
    "records",
    "releases",
    "robots.txt",
    "search",
    "sign-in",
    "sign-out",
    "sitemap.xml",
    "sitemaps",
    "suggestions",
    "upload",
];

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let words = &sheet.one.profile.words;
    if FIXED_PATHS.contains(&words.path.as_str()) {
        sheet.error(
            "path_taken",
            "/indigo/words/path",
            format!(
                "\"/{}\" is an address of the site itself, so the list would never be found there. Give another path.",
                words.path
            ),
        );
    }
    let one = sheet.one;
    for other in sheet.known.values().filter(|other| other.id != one.id) {
        let theirs = &other.profile.words;
        if theirs.path == words.path {
            sheet.error(
                "path_taken",
                "/indigo/words/path",
                format!(
                    "\"/{}\" is the address of the list of {} too. Give another path.",
                    words.path, other.id
                ),
            );
        }
        if theirs.many == words.many {
            sheet.error(
                "word_taken",
                "/indigo/words/many",
                format!(
                    "\"{}\" is the name of the files of {} too. Give another word.",
                    words.many, other.id
                ),
            );
        }
    }
}
