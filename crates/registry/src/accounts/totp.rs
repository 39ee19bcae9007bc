//! Codes that change with time (RFC 6238: SHA-1, six digits, thirty seconds).

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use indigo_model::Secret;
use sha1::Sha1;

use super::secrets::same;

/// How long a code holds.
const STEP_S: i64 = 30;

/// Steps that the clock of the phone may be off.
const DRIFT: i64 = 1;

/// The code of a time step (RFC 4226).
fn code(secret: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let bytes = mac.finalize().into_bytes();
    let at = usize::from(bytes.last()? & 0x0f);
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(format!(
        "{:06}",
        (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
    ))
}

/// The time step of which this is the code, if it is one of those around now.
pub(super) fn step_of(secret: &str, typed: &str, now_s: i64) -> Option<i64> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let typed: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let now = now_s / STEP_S;
    // All are compared, so that the time taken tells nothing.
    (now - DRIFT..=now + DRIFT).fold(None, |found, step| {
        let right = code(&secret, step).is_some_and(|code| same(&code, &typed));
        if right { Some(step) } else { found }
    })
}

/// The address that apps read, mostly from a picture of it.
pub(super) fn uri(secret: &Secret, email: &str) -> Secret {
    let mut label = String::new();
    for byte in email.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            label.push(char::from(byte));
        } else {
            label.push_str(&format!("%{byte:02X}"));
        }
    }
    Secret::new(format!(
        "otpauth://totp/Indigo:{label}?secret={}&issuer=Indigo&algorithm=SHA1&digits=6&period=30",
        secret.expose()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the examples in the standards: the digits 1 to 0, twice.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_examples_in_the_standards() {
        // RFC 4226, appendix D, by counter.
        let counted = ["755224", "287082", "359152", "969429", "338314"];
        for (step, expected) in (0..).zip(counted) {
            assert_eq!(code(SECRET, step).as_deref(), Some(expected), "{step}");
        }
        // RFC 6238, appendix B, by time; the last six of eight digits.
        let timed = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (time, expected) in timed {
            assert_eq!(
                code(SECRET, time / STEP_S).as_deref(),
                Some(expected),
                "{time}"
            );
        }
    }

    #[test]
    fn a_code_holds_one_step_before_and_after() {
        let secret = BASE32_NOPAD.encode(SECRET);
        let typed = "050 471";
        let step = 1_111_111_111 / STEP_S;
        for (time, expected) in [
            (1_111_111_111, Some(step)),
            (1_111_111_111 - STEP_S, Some(step)),
            (1_111_111_111 + STEP_S, Some(step)),
            (1_111_111_111 + 3 * STEP_S, None),
            (1_111_111_111 - 3 * STEP_S, None),
        ] {
            assert_eq!(step_of(&secret, typed, time), expected, "{time}");
        }
        assert_eq!(step_of("no base 32!", typed, 1_111_111_111), None);
    }

    #[test]
    fn the_address_for_apps_is_encoded() {
        let uri = uri(&Secret::new("ABC"), "a+b@example.org");
        assert!(
            uri.expose()
                .starts_with("otpauth://totp/Indigo:a%2Bb%40example.org?secret=ABC&")
        );
    }
}
