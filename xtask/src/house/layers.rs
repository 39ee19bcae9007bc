//! Dependencies between our crates point one way.

use anyhow::Result;

use super::House;

/// The layers, from the top; a crate may need those of lower layers only.
const LAYERS: [&[&str]; 9] = [
    &["indigo"],
    &["indigo-site"],
    &["indigo-registry"],
    &[
        "indigo-store",
        "indigo-exchange",
        "indigo-mail",
        "indigo-search",
    ],
    &["indigo-insight"],
    &["indigo-publish", "indigo-charts"],
    &["indigo-quality"],
    &["indigo-standard"],
    &["indigo-model"],
];

#[expect(clippy::unnecessary_wraps, reason = "one signature for all rules")]
pub(super) fn check(house: &House) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for package in house
        .packages
        .iter()
        .filter(|package| package.source.is_none())
    {
        // This program stands outside the layers.
        if package.name == "xtask" {
            if package.needs.iter().any(|need| layer(need).is_some()) {
                faults.push("xtask needs one of our crates, and should need none".to_owned());
            }
            continue;
        }
        let Some(own) = layer(&package.name) else {
            faults.push(format!(
                "{} stands in no layer; add it to xtask/src/house/layers.rs",
                package.name
            ));
            continue;
        };
        for need in &package.needs {
            if let Some(other) = layer(need)
                && other <= own
            {
                faults.push(format!(
                    "{} needs {need}, which is not below it",
                    package.name
                ));
            }
        }
    }
    Ok(faults)
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::{super::packages::Package, *};

    fn package(name: &str, needs: &[&str]) -> Package {
        Package {
            name: name.to_owned(),
            version: String::new(),
            source: None,
            licence: None,
            needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        }
    }

    #[test]
    fn a_need_upwards_or_sideways_is_a_fault() {
        let packages = vec![
            package("indigo-site", &["indigo-registry", "serde"]),
            package("indigo-model", &["indigo-standard"]),
            package("indigo-store", &["indigo-exchange"]),
            package("indigo-new", &[]),
        ];
        let faults = check(&House {
            sources: Vec::new(),
            packages,
        })
        .unwrap();
        assert_eq!(
            faults,
            [
                "indigo-model needs indigo-standard, which is not below it",
                "indigo-store needs indigo-exchange, which is not below it",
                "indigo-new stands in no layer; add it to xtask/src/house/layers.rs",
            ]
        );
    }
}
