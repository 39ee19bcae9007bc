//! The values that a filter can be asked for, where these are a closed set.

use indigo_registry::Grade;
use indigo_standard::{Codelist, FilterSpec, Kind, Node, TypeStandard, reference};

use super::{NO, YES, all_bands, region};

/// Keys in a group of flags that are none.
const NO_FLAGS: [&str; 3] = ["status", "sandboxes", "source_ids"];

/// All values that a filter can have, in their order; `None` for names, ids, years and whatever
/// else anybody may enter.
///
/// A record may still hold another value, where it was entered before its list of values was made.
pub(crate) fn closed_values(one: &TypeStandard, filter: &FilterSpec) -> Option<Vec<String>> {
    if let Some(bands) = &filter.bands {
        return Some(all_bands(bands));
    }
    if filter.quality {
        return Some(Grade::ALL.map(|grade| grade.word().to_owned()).into());
    }
    if filter.has.is_some() {
        return Some(vec![YES.to_owned(), NO.to_owned()]);
    }
    if filter.regions_of.is_some() {
        return Some(each_once(reference::countries().iter().flat_map(
            |country| {
                let regions = region::of(&country.alpha2).into_iter();
                regions.map(std::borrow::Cow::into_owned)
            },
        )));
    }
    if !filter.named_by.is_empty() {
        let titles = filter.named_by.iter().map(|way| way.title.clone());
        return Some(each_once(titles));
    }
    if let Some(group) = &filter.flags {
        let flags = below(&one.nodes, group)?.iter();
        let flags = flags.filter(|flag| !NO_FLAGS.contains(&flag.key.as_str()));
        return Some(flags.map(|flag| said(flag).to_owned()).collect());
    }
    if filter.year || filter.party.is_some() {
        return None;
    }
    codelist(one, filter).map(|codes| codes.values.keys().cloned().collect())
}

fn each_once(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = values.collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What lies under a pointer outside lists.
fn below<'a>(nodes: &'a [Node], pointer: &str) -> Option<&'a [Node]> {
    let mut nodes = nodes;
    for key in pointer.split('/').skip(1) {
        match nodes
            .iter()
            .find(|node| node.key == key)
            .map(|one| &one.kind)
        {
            Some(Kind::Group { children }) => nodes = children,
            _ => return None,
        }
    }
    Some(nodes)
}

/// What a flag is called, as on cards.
fn said(flag: &Node) -> &str {
    if flag.title.is_empty() {
        &flag.key
    } else {
        &flag.title
    }
}

/// The list of values of the field that a filter looks at.
fn codelist<'a>(one: &'a TypeStandard, filter: &FilterSpec) -> Option<&'a Codelist> {
    let field = match (&filter.pointer, &filter.list, &filter.field) {
        (Some(pointer), ..) => one.field(pointer)?,
        (None, Some(list), Some(field)) => one.list(list)?.field(field)?,
        _ => return None,
    };
    field.leaf.codelist.as_ref()
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn bands_codes_regions_roles_and_flags_are_closed_and_names_are_open() {
        let standard = Standard::builtin().unwrap();
        let values = |record_type: &str, name: &str| {
            let one = standard.get(record_type).unwrap();
            let filters = &one.profile.list.filters;
            let filter = filters.iter().find(|filter| filter.name == name);
            closed_values(one, filter.unwrap())
        };
        for (record_type, name, known) in [
            ("project", "results", "yes"),
            ("project", "quality", "needs_work"),
            ("project", "people", "100-500"),
            ("project", "people", "unknown"),
            ("project", "country", "GB"),
            ("project", "stage", "Implementation"),
            ("project", "region", "Europe / Western Europe"),
            ("organisation", "role", "Investor"),
            ("fund", "contracts", "10-"),
        ] {
            let found = values(record_type, name).unwrap_or_default();
            assert!(
                found.iter().any(|value| value == known),
                "{name}: {found:?}"
            );
        }
        let regions = values("project", "region").unwrap();
        for none in ["Europa", "Asia / Western Europe"] {
            assert!(regions.iter().all(|region| region != none), "{none}");
        }
        for (record_type, name) in [("pipeline", "sector"), ("assessment_resource", "type")] {
            assert!(values(record_type, name).unwrap().len() > 1, "{name}");
        }
        for name in ["payer", "fund", "start"] {
            assert_eq!(values("project", name), None, "{name}");
        }
    }
}
