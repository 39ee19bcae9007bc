//! Passwords as Django stores them: `pbkdf2_sha256$iterations$salt$base64`.

use data_encoding::BASE64;
use indigo_model::Secret;
use sha2::Sha256;

use super::secrets::same;

/// The name of the way, up to its first `$`.
const WAY: &str = "pbkdf2_sha256$";

/// More than any installation has; a longer computation is refused.
const MOST_ITERATIONS: u32 = 10_000_000;

/// Whether a stored hash is one of Django's.
pub(super) fn is_django(stored: &str) -> bool {
    stored.starts_with(WAY)
}

/// Whether the password is the one of the hash; never when the hash cannot be read.
pub(super) fn verify(stored: &str, typed: &Secret) -> bool {
    let Some(rest) = stored.strip_prefix(WAY) else {
        return false;
    };
    let mut parts = rest.splitn(3, '$');
    let (Some(iterations), Some(salt), Some(hash)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Ok(iterations) = iterations.parse::<u32>() else {
        return false;
    };
    if iterations == 0 || iterations > MOST_ITERATIONS {
        return false;
    }
    let mut made = [0; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(
        typed.expose().as_bytes(),
        salt.as_bytes(),
        iterations,
        &mut made,
    );
    same(&BASE64.encode(&made), hash)
}
