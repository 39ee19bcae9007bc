//! Messages go out whole, by a server or into a folder, or it is said why not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod sink;

use std::{fs, net::TcpListener};

use indigo_mail::{Delivered, MailError, Message, Outlet};
use indigo_model::Secret;
use sink::Sink;

/// Longer than mail lines like to be.
const LINK: &str = "http://127.0.0.1/sign-in/reset/abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-0123456789";

const FROM: &str = "Indigo <indigo@example.org>";

fn message(to: &str) -> Message {
    Message {
        number: 7,
        to: to.to_owned(),
        subject: "Grüße\r\nBcc: other@example.org".to_owned(),
        text: format!("Hello Zoë,\n\n.a line with a dot\n{LINK}\n"),
    }
}

fn by_server(url: &str) -> Outlet {
    let folder = tempfile::tempdir().unwrap();
    Outlet::new(Some(&Secret::new(url)), Some(FROM), folder.path()).unwrap()
}

#[test]
fn a_server_gets_the_message_whole() {
    let sink = Sink::start(&[]);
    let outlet = by_server(&sink.url);
    assert_eq!(
        outlet.send(&message("eva@example.org")).unwrap(),
        Delivered::Sent
    );
    let kept = sink.kept();
    assert_eq!(kept.len(), 1);
    assert!(kept[0].contains("To: eva@example.org"), "{}", kept[0]);
    assert!(
        kept[0].contains("Auto-Submitted: auto-generated"),
        "{}",
        kept[0]
    );
    assert!(
        kept[0].contains("http://127.0.0.1/sign-in/reset/abc"),
        "{}",
        kept[0]
    );
    let bcc = kept[0].lines().any(|line| line.starts_with("Bcc"));
    assert!(
        !bcc,
        "a line end in a subject begins no header: {}",
        kept[0]
    );
}

#[test]
fn plain_text_goes_out_with_its_lines_as_they_are() {
    let sink = Sink::start(&[]);
    let mut plain = message("eva@example.org");
    plain.text = plain.text.replace('ë', "e");
    by_server(&sink.url).send(&plain).unwrap();
    assert!(sink.kept()[0].contains(LINK), "{:?}", sink.kept());
    assert!(
        sink.kept()[0].contains("\n.a line with a dot\n"),
        "{:?}",
        sink.kept()
    );
}

#[test]
fn a_server_that_refuses_once_takes_the_next_try() {
    let sink = Sink::start(&["451 not now"]);
    let outlet = by_server(&sink.url);
    let error = outlet.send(&message("eva@example.org")).unwrap_err();
    assert!(!error.is_final());
    assert!(error.to_string().contains("not now"), "{error}");
    assert_eq!(
        outlet.send(&message("eva@example.org")).unwrap(),
        Delivered::Sent
    );
    assert_eq!(sink.kept().len(), 1);
}

#[test]
fn a_server_that_is_down_is_said_to_be() {
    // A port that was free a moment ago.
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let outlet = by_server(&format!("smtp://someone:hush-hush@{address}"));
    let error = outlet.send(&message("eva@example.org")).unwrap_err();
    assert!(matches!(error, MailError::Server(_)), "{error:?}");
    assert!(!error.is_final());
    let said = format!("{error} {error:?} {outlet:?}");
    assert!(!said.contains("hush-hush"), "{said}");
}

#[test]
fn without_a_server_messages_are_files_of_the_owner() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("mail");
    let outlet = Outlet::new(None, None, &folder).unwrap();
    let mut paths = Vec::new();
    for _ in 0..2 {
        let Delivered::Written(path) = outlet.send(&message("eva@example.org")).unwrap() else {
            panic!("it is written");
        };
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains("/sign-in/reset/abc")
        );
        paths.push(path);
    }
    assert_ne!(paths[0], paths[1], "nothing is written over");
    #[cfg(unix)]
    for (path, mode) in [(&paths[0], 0o600), (&folder, 0o700)] {
        use std::os::unix::fs::PermissionsExt as _;
        let found = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
}

#[test]
fn what_cannot_be_used_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let outlet = Outlet::new(None, Some(FROM), folder.path()).unwrap();
    for wrong in [
        "",
        "eva",
        "eva@@example.org",
        "eva@example.org, max@example.org",
    ] {
        let error = outlet.send(&message(wrong)).unwrap_err();
        assert!(error.is_final(), "{wrong}: {error}");
    }
    for (server, from) in [
        ("smtp://user:hush-hush@[", Some(FROM)),
        ("hush-hush", Some(FROM)),
        ("smtp://127.0.0.1:2525", None),
        ("smtp://127.0.0.1:2525", Some("nobody")),
    ] {
        let error = Outlet::new(Some(&Secret::new(server)), from, folder.path()).unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("hush-hush"),
            "{error}"
        );
    }
}
