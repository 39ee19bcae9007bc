//! `indigo licence set|show`

use anyhow::bail;
use indigo_registry::{LICENCES, Licence};

use crate::{
    cli::{Global, LicenceCommand},
    commands::{open, open_existing},
    output::{Done, Output},
};

pub(crate) fn run(
    global: &Global,
    command: &LicenceCommand,
    output: &Output,
) -> anyhow::Result<Done> {
    let registry = match command {
        LicenceCommand::Set { .. } => open(global)?,
        LicenceCommand::Show => open_existing(global)?,
    };
    let mut terms = registry.kept_terms()?;
    if let LicenceCommand::Set {
        licence,
        name,
        url,
        publisher,
    } = command
    {
        terms.licence = match licence.as_str() {
            "none" => None,
            "other" => Some(Licence {
                spdx: None,
                name: name.clone().unwrap_or_default(),
                url: url.clone().unwrap_or_default(),
            }),
            spdx => match Licence::of_spdx(spdx) {
                Some(found) => Some(found),
                None => {
                    let known = LICENCES.map(|(id, ..)| id).join(", ");
                    bail!(
                        "\"{spdx}\" is none of {known}. For another licence: indigo licence set other --name NAME --url ADDRESS; for none: indigo licence set none"
                    )
                }
            },
        };
        if publisher.is_some() {
            terms.publisher.clone_from(publisher);
        }
        registry.set_terms(&terms)?;
    }
    output.answer(&terms)?;
    output.line(format!("Licence: {}", terms.licence_said()));
    output.line(format!("Publisher: {}", terms.publisher_said()));
    Ok(Done::Well)
}

/// Says how the licence is set, as long as nobody has.
pub(crate) fn remind(is_set: bool, output: Output) {
    if !is_set {
        output.line("No licence is set for the data, and every page says so. Set one with `indigo licence set CC-BY-4.0` (or on the page /admin/licence); `indigo licence set none` says that there is none on purpose.");
    }
}
