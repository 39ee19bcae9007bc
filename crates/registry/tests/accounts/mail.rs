//! Mail: invitations, forgotten passwords, and a server that is not always there.

use indigo_mail::Outlet;
use indigo_model::{Role, Secret};
use indigo_registry::{
    Registry, RegistryError,
    accounts::{AccountFault, AccountState, By, LinkKind, MailEntry, NewAccount, SignIn},
};

use super::{HOME, PASSWORD, add, folder, link, opened, person, sign_in};
use crate::{sink::Sink, support::both};

fn over<T>(result: &Result<T, RegistryError>) -> bool {
    matches!(result, Err(RegistryError::Account(AccountFault::LinkOver)))
}

fn mail(registry: &Registry) -> Vec<MailEntry> {
    registry.mail_list(By::CommandLine, None, 99).unwrap()
}

#[test]
fn an_invitation_is_accepted_once_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        let new = NewAccount {
            email: "max@example.org",
            name: "Max",
            role: Role::Moderator,
            grants: &[],
        };
        let account = registry.invite(By::CommandLine, &new).unwrap();
        assert_eq!(account.state, AccountState::Invited, "{name}");
        assert!(
            matches!(sign_in(registry, "max@example.org", ""), SignIn::Refused),
            "{name}"
        );
        let first = link(&one, LinkKind::Invite.path());
        registry
            .invite_again(By::CommandLine, "max@example.org")
            .unwrap();
        let second = link(&one, LinkKind::Invite.path());
        let accept = |kind, link: &Secret, password: &str| {
            registry.set_password_by_link(kind, link, &password.into(), HOME)
        };
        assert!(
            over(&accept(LinkKind::Invite, &first, PASSWORD)),
            "{name}: replaced"
        );
        assert!(
            over(&accept(LinkKind::Reset, &second, PASSWORD)),
            "{name}: another kind"
        );
        let seen = registry
            .look_at_link(LinkKind::Invite, &second)
            .unwrap()
            .unwrap();
        assert_eq!(seen.email, "max@example.org", "{name}");
        let weak = accept(LinkKind::Invite, &second, "short");
        assert!(
            matches!(
                weak,
                Err(RegistryError::Account(AccountFault::WeakPassword(_)))
            ),
            "{name}"
        );
        let account = accept(LinkKind::Invite, &second, PASSWORD).unwrap();
        assert_eq!(account.state, AccountState::Active, "{name}");
        opened(sign_in(registry, "max@example.org", PASSWORD));
        assert!(
            over(&accept(LinkKind::Invite, &second, PASSWORD)),
            "{name}: once"
        );
        assert!(
            registry
                .look_at_link(LinkKind::Invite, &second)
                .unwrap()
                .is_none(),
            "{name}"
        );
    }
}

#[test]
fn a_forgotten_password_is_set_by_a_link_on_both_databases() {
    const OTHER: &str = "staple and something";
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        let before = opened(sign_in(registry, "eva@example.org", PASSWORD));
        registry.ask_for_reset("Eva@example.org", HOME).unwrap();
        registry.ask_for_reset("nobody@example.org", HOME).unwrap();
        assert_eq!(
            mail(registry).len(),
            1,
            "{name}: none to an address without an account"
        );
        let reset = link(&one, LinkKind::Reset.path());
        let set = |link: &Secret, password: &str| {
            registry.set_password_by_link(LinkKind::Reset, link, &password.into(), HOME)
        };
        assert!(over(&set(&"made-up".into(), OTHER)), "{name}");
        assert!(over(&set(&"".into(), OTHER)), "{name}");
        set(&reset, OTHER).unwrap();
        assert!(
            registry.person_of_session(&before.id).unwrap().is_none(),
            "{name}: signed out"
        );
        assert!(matches!(
            sign_in(registry, "eva@example.org", PASSWORD),
            SignIn::Refused
        ));
        let eva = opened(sign_in(registry, "eva@example.org", OTHER));
        assert!(over(&set(&reset, PASSWORD)), "{name}: once");
        let told = mail(registry);
        assert!(told[0].subject.contains("was changed"), "{name}: {told:?}");

        // It runs out after an hour, and with a change of the password.
        registry.ask_for_reset("eva@example.org", HOME).unwrap();
        let late = link(&one, LinkKind::Reset.path());
        registry.let_time_pass(3_601);
        assert!(over(&set(&late, PASSWORD)), "{name}: run out");
        registry.ask_for_reset("eva@example.org", HOME).unwrap();
        let idle = link(&one, LinkKind::Reset.path());
        let other = opened(sign_in(registry, "eva@example.org", OTHER));
        let wrong =
            registry.change_password(&eva.person, &"not it at all".into(), &PASSWORD.into(), "");
        assert!(
            matches!(
                wrong,
                Err(RegistryError::Account(AccountFault::WrongPassword))
            ),
            "{name}"
        );
        registry
            .change_password(&eva.person, &OTHER.into(), &PASSWORD.into(), HOME.address)
            .unwrap();
        assert!(over(&set(&idle, OTHER)), "{name}: not needed any more");
        assert!(
            registry.person_of_session(&eva.id).unwrap().is_some(),
            "{name}: stays in"
        );
        assert!(
            registry.person_of_session(&other.id).unwrap().is_none(),
            "{name}: is out"
        );
    }
}

#[test]
fn mail_is_not_a_way_to_flood_people_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        for _ in 0..10 {
            registry.ask_for_reset("eva@example.org", HOME).unwrap();
        }
        assert_eq!(mail(registry).len(), 3, "{name}");
        for at in 0..5 {
            let asked = registry.ask_to_confirm(
                "max@example.org",
                "7",
                "You suggested a correction.",
                HOME,
            );
            assert_eq!(asked.is_ok(), at < 3, "{name}: {at}");
        }
        let confirm = link(&one, LinkKind::Confirm.path());
        assert_eq!(registry.confirm(&confirm).unwrap(), "7", "{name}");
        assert!(over(&registry.confirm(&confirm)), "{name}: once");
    }
}

#[test]
fn mail_waits_for_its_server_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        let sink = Sink::start(&["451 come back later"]);
        let outlet = |url: &str| {
            let from = Some("Indigo <indigo@example.org>");
            Outlet::new(Some(&url.into()), from, &registry.mail_folder()).unwrap()
        };
        let deliver = |url: &str| {
            registry
                .deliver_due(&outlet(url), "https://x.example")
                .unwrap()
        };
        registry
            .tell(
                "eva@example.org",
                "Accepted",
                "Your proposal was accepted.",
                "/x",
            )
            .unwrap();

        // It refuses once, then it takes it.
        assert_eq!(deliver(&sink.url).put_off.len(), 1, "{name}");
        let waiting = &mail(registry)[0];
        assert_eq!(
            (waiting.state.as_str(), waiting.attempts),
            ("queued", 1),
            "{name}"
        );
        assert!(
            waiting
                .failed_because
                .as_deref()
                .unwrap()
                .contains("come back later"),
            "{name}"
        );
        assert_eq!(
            deliver(&sink.url),
            Default::default(),
            "{name}: not before its time"
        );
        registry.let_time_pass(61);
        assert_eq!(deliver(&sink.url).sent, 1, "{name}");
        assert_eq!(deliver(&sink.url), Default::default(), "{name}: once");
        let kept = sink.kept();
        assert_eq!(kept.len(), 1, "{name}");
        assert!(
            kept[0].contains("https://x.example/x"),
            "{name}: {}",
            kept[0]
        );
        assert_eq!(mail(registry)[0].state, "sent", "{name}");

        // Down for good: tried nine times with growing waits, then given up, and seen.
        let address = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let down = format!("smtp://{address}");
        registry
            .tell("eva@example.org", "Accepted", "Another was accepted.", "")
            .unwrap();
        let mut tries = 0;
        while mail(registry)[0].state == "queued" {
            tries += 1;
            assert!(tries < 20, "{name}");
            let report = deliver(&down);
            assert_eq!(report.put_off.len() + report.given_up.len(), 1, "{name}");
            registry.let_time_pass(43_201);
        }
        let given_up = &mail(registry)[0];
        assert_eq!(
            (tries, given_up.state.as_str()),
            (9, "given-up"),
            "{name}: {given_up:?}"
        );
        assert!(given_up.failed_because.is_some(), "{name}");
        registry
            .send_again(By::CommandLine, given_up.number)
            .unwrap();
        assert_eq!(deliver(&sink.url).sent, 1, "{name}");
        assert!(
            registry
                .send_again(By::CommandLine, given_up.number)
                .is_err(),
            "{name}"
        );

        // A link gets a secret with each try, and only the one that went out is good.
        registry.ask_for_reset("eva@example.org", HOME).unwrap();
        deliver(&down);
        registry.let_time_pass(61);
        assert_eq!(deliver(&sink.url).sent, 1, "{name}");
        // One whose link has run out is not sent.
        registry.ask_for_reset("eva@example.org", HOME).unwrap();
        registry.let_time_pass(3_601);
        assert_eq!(deliver(&sink.url).given_up.len(), 1, "{name}");

        let eva = person(registry, "eva@example.org");
        assert_eq!(registry.unseen_notices(&eva).unwrap(), 2, "{name}");
        let notices = registry.notices(&eva, None, 9).unwrap();
        assert_eq!(notices[0].text, "Another was accepted.", "{name}");
        registry.see_notices(&eva, notices[0].number).unwrap();
        assert_eq!(registry.unseen_notices(&eva).unwrap(), 0, "{name}");
    }
}

#[test]
fn administrators_read_mail_where_there_is_no_server_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        registry.ask_for_reset("eva@example.org", HOME).unwrap();
        registry
            .deliver_due(&folder(&one), "https://x.example")
            .unwrap();
        let written = &mail(registry)[0];
        assert_eq!(written.state, "written", "{name}");
        assert!(written.text.contains("[link]"), "{name}: {}", written.text);
        let whole = registry
            .written_mail(By::CommandLine, written.number)
            .unwrap()
            .unwrap();
        assert!(whole.contains("https://x.example/sign-in/reset/"), "{name}");
        assert_eq!(
            registry.written_mail(By::CommandLine, 999).unwrap(),
            None,
            "{name}"
        );
        let log = registry.audit_log(By::CommandLine, None, None, 9).unwrap();
        assert_eq!(log[0].action, "mail looked at", "{name}");
    }
}
