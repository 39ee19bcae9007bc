use super::*;

/// Made by another program (Python's `hashlib`), for the password "correct horse battery".
const DJANGO: &str = "pbkdf2_sha256$1000$seasalt$DrdiWD40lyBuydnjvZiDrdQMx1S1mOA9O0QYex0R6ww=";

#[test]
fn a_hash_is_of_our_way_and_cost_and_verifies() {
    let password = Secret::new("correct horse battery");
    let stored = hash(&password).unwrap();
    assert!(stored.starts_with(OURS), "{stored}");
    assert_ne!(
        stored,
        hash(&password).unwrap(),
        "each has a salt of its own"
    );
    assert_eq!(
        check(Some(&stored), &password, None).unwrap(),
        Verdict::Right
    );
    let wrong = Secret::new("correct horse batterY");
    assert_eq!(check(Some(&stored), &wrong, None).unwrap(), Verdict::Wrong);
}

#[test]
fn a_hash_of_another_program_is_right_but_old() {
    let password = Secret::new("correct horse battery");
    assert_eq!(
        check(Some(DJANGO), &password, Some(DJANGO)).unwrap(),
        Verdict::RightButOld
    );
    let wrong = Secret::new("incorrect horse battery");
    assert_eq!(
        check(Some(DJANGO), &wrong, Some(DJANGO)).unwrap(),
        Verdict::Wrong
    );
    for broken in [
        "pbkdf2_sha256$",
        "pbkdf2_sha256$x$salt$AAAA",
        "pbkdf2_sha256$0$salt$AAAA",
        "pbkdf2_sha256$4000000000$salt$AAAA",
        "pbkdf2_sha256$1000$salt$",
        "!",
        "",
    ] {
        assert_eq!(
            check(Some(broken), &password, None).unwrap(),
            Verdict::Wrong,
            "{broken}"
        );
    }
}

#[test]
fn nobody_has_the_password_of_nobody() {
    for typed in ["", "correct horse battery"] {
        let typed = Secret::new(typed);
        assert_eq!(check(None, &typed, Some(DJANGO)).unwrap(), Verdict::Wrong);
        assert_eq!(check(None, &typed, None).unwrap(), Verdict::Wrong);
    }
    let endless = Secret::new("x".repeat(LONGEST + 1));
    assert_eq!(check(None, &endless, None).unwrap(), Verdict::Wrong);
}

#[test]
fn weak_passwords_are_refused() {
    let judge = |password: &str| {
        rules(
            &Secret::new(password),
            "Eva.Musterfrau@example.org",
            "Eva Musterfrau",
        )
    };
    for weak in [
        "short",
        "elevenchars",
        "eva.musterfrau@example.org",
        "Eva Musterfrau",
        "musterfrau2026!",
        "evamusterfrau1",
        "aaaaaaaaaaaaaaaa",
        "ababababababab",
    ] {
        assert!(
            matches!(judge(weak), Err(AccountFault::WeakPassword(_))),
            "{weak}"
        );
    }
    assert!(judge(&"ab1cd".repeat(300)).is_err(), "too long");
    for good in [
        "correct horse battery",
        "zwölf Zeichen",
        "example of a good one",
        "eva likes to swim far",
    ] {
        assert_eq!(judge(good), Ok(()), "{good}");
    }
}
