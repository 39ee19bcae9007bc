//! What mail says, in plain text.

/// Where the link goes. No name can hold it: control characters are taken out of names.
pub(super) const LINK: &str = "\u{1}link\u{1}";

/// Where the address of the site goes.
pub(super) const SITE: &str = "\u{1}site\u{1}";

/// A message without its recipient.
#[derive(Debug, Clone)]
pub(super) struct MailText {
    pub(super) subject: String,
    pub(super) body: String,
}

fn text(subject: &str, name: &str, lines: &[&str]) -> MailText {
    let mut body = if name.is_empty() {
        "Hello,\n".to_owned()
    } else {
        format!("Hello {name},\n")
    };
    for line in lines {
        body.push('\n');
        body.push_str(line);
        body.push('\n');
    }
    body.push_str("\n-- \nIndigo, open data on outcomes contracts\n");
    body.push_str(SITE);
    body.push('\n');
    MailText {
        subject: subject.to_owned(),
        body,
    }
}

pub(super) fn invitation(name: &str) -> MailText {
    text(
        "You are invited to Indigo",
        name,
        &[
            "you were invited to contribute to the data at this address:",
            SITE,
            "Set your password here. The link works once, within seven days:",
            LINK,
            "If you did not expect this, you need not do anything.",
        ],
    )
}

pub(super) fn reset(name: &str) -> MailText {
    text(
        "Set a new password for Indigo",
        name,
        &[
            "somebody, we hope you, asked for a new password. Set it here. The link works once, within one hour:",
            LINK,
            "If it was not you, you need not do anything: your password stays as it is.",
        ],
    )
}

pub(super) fn password_changed(name: &str) -> MailText {
    text(
        "Your password for Indigo was changed",
        name,
        &[
            "the password of your account was changed, and everybody else who was signed in with it was signed out.",
            "If it was not you, set a new one at once by \"Forgot your password?\" on the sign-in page, end the API tokens that you do not know, and tell an administrator.",
        ],
    )
}

pub(super) fn second_factor_changed(name: &str, is_on: bool) -> MailText {
    let what = if is_on {
        "the second factor of your account was turned on: signing in now asks for a code."
    } else {
        "the second factor of your account was turned off: signing in asks for the password only."
    };
    text(
        "The second factor of your Indigo account was changed",
        name,
        &[
            what,
            "If it was not you, change your password and tell an administrator.",
        ],
    )
}

pub(super) fn confirmation(why: &str) -> MailText {
    text(
        "Confirm your e-mail address",
        "",
        &[
            why,
            "Confirm here that this address is yours. The link works once, within one day:",
            LINK,
            "If it was not you, you need not do anything: nothing will be done with it.",
        ],
    )
}

pub(super) fn correction(label: &str, record: &str) -> MailText {
    let what = format!("somebody, we hope you, suggested another value for this in {record}:");
    text(
        "Confirm your suggestion to Indigo",
        "",
        &[
            &what,
            label,
            "Confirm it here, and a moderator will look at it. The link works for seven days:",
            LINK,
            "If it was not you, you need not do anything: without this the suggestion is deleted.",
        ],
    )
}

pub(super) fn notice(name: &str, subject: &str, sentence: &str, link: &str) -> MailText {
    let address = format!("{SITE}{link}");
    let mut lines = vec![sentence];
    if !link.is_empty() {
        lines.push(&address);
    }
    text(subject, name, &lines)
}
