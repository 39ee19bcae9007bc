//! Faults that the program has to survive: killed, out of space, broken files, a database that
//! goes away.
//!
//! Each test drives the built program as a person or a script would, and holds it to the same
//! three things: it ends by itself, says in a sentence what is wrong, and leaves a database behind
//! that `indigo verify` finds intact and that holds the whole of an import or nothing of it.
#![expect(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "what is left out, and what was seen, is said; a test that cannot go on fails"
)]

#[path = "../../../mail/tests/sink/mod.rs"]
#[expect(dead_code, reason = "each test uses another part of it")]
mod sink;

mod archives;
mod chance;
mod damaged_tables;
mod full_disk;
mod history;
mod installation;
mod kills;
mod kills_deciding;
mod kills_releasing;
mod large_table;
mod mail_down;
mod mounts;
mod nested_json;
mod newer_format;
mod postgres_restart;
mod read_only;
mod serving;
mod signed_in;
mod two_imports;
mod wrong_use;
