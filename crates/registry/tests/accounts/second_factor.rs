//! The second factor: codes of an app, each once, and recovery codes.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use indigo_model::{Role, Secret};
use indigo_registry::{
    Registry, RegistryError,
    accounts::{AccountFault, By, SignIn},
};
use sha1::Sha1;

use super::{HOME, PASSWORD, add, opened, person, sign_in};
use crate::support::both;

/// The code that an app would show `steps` from now, when the registry's clock is `ahead_s` ahead.
fn code(secret: &Secret, ahead_s: i64) -> Secret {
    let key = BASE32_NOPAD.decode(secret.expose().as_bytes()).unwrap();
    let now_s = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let step = (now_s.cast_signed() + ahead_s) / 30;
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).unwrap();
    mac.update(&step.to_be_bytes());
    let bytes = mac.finalize().into_bytes();
    let at = usize::from(bytes[19] & 15);
    let number = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    Secret::new(format!("{:06}", number % 1_000_000))
}

#[track_caller]
fn ticket(result: SignIn) -> Secret {
    match result {
        SignIn::SecondFactor(ticket) => ticket,
        other => panic!("no ticket: {other:?}"),
    }
}

fn second(registry: &Registry, ticket: &Secret, code: &Secret) -> SignIn {
    registry.sign_in_second(ticket, code, HOME, None).unwrap()
}

#[test]
fn codes_let_in_once_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        let eva = person(registry, "eva@example.org");
        let enrolment = registry.begin_second_factor(&eva, HOME.address).unwrap();
        opened(sign_in(registry, "eva@example.org", PASSWORD));
        let wrong = registry.confirm_second_factor(&eva, &"000000".into(), HOME.address);
        assert!(
            matches!(wrong, Err(RegistryError::Account(AccountFault::WrongCode))),
            "{name}: {wrong:?}"
        );
        let first = code(&enrolment.secret, 0);
        let recovery = registry
            .confirm_second_factor(&eva, &first, HOME.address)
            .unwrap();
        assert_eq!(recovery.len(), 10, "{name}");

        // The code that turned it on does not let in as well.
        let open = ticket(sign_in(registry, "eva@example.org", PASSWORD));
        assert!(
            registry.person_of_session(&open).unwrap().is_none(),
            "{name}: a ticket is no session"
        );
        assert!(
            matches!(second(registry, &open, &first), SignIn::Refused),
            "{name}: replay"
        );
        registry.let_time_pass(60);
        let next = code(&enrolment.secret, 60);
        opened(second(registry, &open, &next));
        assert!(
            matches!(second(registry, &open, &next), SignIn::TicketOver),
            "{name}"
        );
        let again = ticket(sign_in(registry, "eva@example.org", PASSWORD));
        assert!(
            matches!(second(registry, &again, &next), SignIn::Refused),
            "{name}: replay"
        );
        // Nor does an earlier one that was never used.
        let earlier = code(&enrolment.secret, 30);
        assert!(
            matches!(second(registry, &again, &earlier), SignIn::Refused),
            "{name}"
        );

        // A recovery code, typed in capitals without dashes, once.
        let typed = Secret::new(recovery[3].expose().to_uppercase().replace('-', ""));
        opened(second(registry, &again, &typed));
        let again = ticket(sign_in(registry, "eva@example.org", PASSWORD));
        assert!(
            matches!(second(registry, &again, &recovery[3]), SignIn::Refused),
            "{name}"
        );
        assert_eq!(registry.recovery_codes_left(&eva).unwrap(), 9, "{name}");

        // The ticket runs out.
        registry.let_time_pass(301);
        assert!(
            matches!(second(registry, &again, &recovery[4]), SignIn::TicketOver),
            "{name}"
        );

        // Off by the password, or by an administrator.
        let wrong = registry.end_second_factor(&eva, &"not the one".into(), HOME.address);
        assert!(wrong.is_err(), "{name}");
        registry
            .end_second_factor(&eva, &PASSWORD.into(), HOME.address)
            .unwrap();
        opened(sign_in(registry, "eva@example.org", PASSWORD));
        let enrolment = registry.begin_second_factor(&eva, HOME.address).unwrap();
        let code = code(&enrolment.secret, 361);
        registry
            .confirm_second_factor(&eva, &code, HOME.address)
            .unwrap();
        ticket(sign_in(registry, "eva@example.org", PASSWORD));
        registry
            .clear_second_factor(By::CommandLine, "eva@example.org")
            .unwrap();
        opened(sign_in(registry, "eva@example.org", PASSWORD));
    }
}

#[test]
fn guessing_codes_waits_on_both_databases() {
    for (name, one) in both() {
        let registry = &one.registry;
        add(registry, "eva@example.org", Role::Contributor);
        let eva = person(registry, "eva@example.org");
        let enrolment = registry.begin_second_factor(&eva, HOME.address).unwrap();
        let first = code(&enrolment.secret, 0);
        registry
            .confirm_second_factor(&eva, &first, HOME.address)
            .unwrap();
        let mut refused = 0;
        // A new ticket for each guess: the password does not begin the count anew.
        for _ in 0..7 {
            let open = ticket(sign_in(registry, "eva@example.org", PASSWORD));
            match second(registry, &open, &"123456".into()) {
                SignIn::Refused => refused += 1,
                SignIn::Wait { .. } => break,
                other => panic!("{name}: {other:?}"),
            }
        }
        assert_eq!(refused, 5, "{name}");
    }
}
