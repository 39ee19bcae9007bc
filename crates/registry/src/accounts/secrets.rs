//! New secrets from the system's source of random numbers.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use indigo_model::Secret;

use super::AccountFault;

fn random<const N: usize>() -> Result<[u8; N], AccountFault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| AccountFault::NoSecret(error.to_string()))?;
    Ok(bytes)
}

/// A new secret of 256 bits in letters that can stand in an address or a cookie: for sessions,
/// tokens and links, and for the cookie that ties forms to a visitor who is not signed in.
///
/// # Errors
/// When the system gives no random numbers.
pub fn new_secret() -> Result<Secret, AccountFault> {
    Ok(Secret::new(BASE64URL_NOPAD.encode(&random::<32>()?)))
}

/// A new secret of a second factor: 160 bits in base 32, as apps want it.
pub(super) fn new_totp_secret() -> Result<Secret, AccountFault> {
    Ok(Secret::new(BASE32_NOPAD.encode(&random::<20>()?)))
}

/// A new recovery code: 80 bits as four groups of four letters.
pub(super) fn new_recovery_code() -> Result<Secret, AccountFault> {
    let letters = BASE32_NOPAD.encode(&random::<10>()?).to_lowercase();
    let groups: Vec<&str> = (0..4)
        .filter_map(|at| letters.get(at * 4..at * 4 + 4))
        .collect();
    Ok(Secret::new(groups.join("-")))
}

/// Compares two texts without stopping at the first difference.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |sum, (a, b)| sum | (a ^ b))
            == 0
}
