//! The way out for mail, by the environment, and the worker that uses it; the same worker clears
//! away what has had its time, and keeps the figures on quality of each day.

use std::{
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use indigo_mail::Outlet;
use indigo_model::Secret;
use indigo_registry::Registry;

/// How often the worker looks for mail that is due.
const LOOK: Duration = Duration::from_secs(5);

/// How often it clears away what has had its time.
const TIDY: Duration = Duration::from_secs(3_600);

/// The server of `INDIGO_SMTP` with the sender of `INDIGO_MAIL_FROM`, or the folder `mail` of the
/// data folder.
pub(crate) fn outlet(registry: &Registry) -> anyhow::Result<Outlet> {
    let server = std::env::var("INDIGO_SMTP").ok().map(Secret::new);
    let from = std::env::var("INDIGO_MAIL_FROM").ok();
    Ok(Outlet::new(
        server.as_ref(),
        from.as_deref(),
        &registry.mail_folder(),
    )?)
}

/// A thread that sends what is due, and looks after the rest, until it is told to stop.
pub(crate) struct Worker {
    stop: mpsc::Sender<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts it.
    pub(crate) fn start(registry: Arc<Registry>, outlet: Outlet, base_url: String) -> Self {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut tidied: Option<Instant> = None;
            // One a round, so that mail is not kept waiting.
            let mut months_left = false;
            loop {
                // First, so that its mail goes out in the same round.
                if let Err(error) = registry.pass_tidings_on() {
                    tracing::warn!("what became of proposals was not told: {error}");
                }
                if let Err(error) = registry.deliver_due(&outlet, &base_url) {
                    tracing::warn!("mail was not looked after: {error}");
                }
                if months_left {
                    months_left = registry.keep_quality_month().unwrap_or_else(|error| {
                        tracing::warn!("figures of past months were not told: {error}");
                        false
                    });
                }
                if tidied.is_none_or(|at| at.elapsed() >= TIDY) {
                    tidied = Some(Instant::now());
                    if let Err(error) = registry.tidy_accounts() {
                        tracing::warn!("what has had its time was not cleared away: {error}");
                    }
                    if let Err(error) = registry.forget_unconfirmed_corrections() {
                        tracing::warn!("old suggestions were not cleared away: {error}");
                    }
                    if let Err(error) = registry.keep_quality_day() {
                        tracing::warn!("the figures on quality of today were not kept: {error}");
                    }
                    months_left = true;
                }
                match stopped.recv_timeout(LOOK) {
                    Err(mpsc::RecvTimeoutError::Timeout) => {}
                    _ => return,
                }
            }
        });
        Self { stop, thread }
    }

    /// Lets it finish the message that it is at, and ends it.
    pub(crate) fn stop(self) {
        drop(self.stop);
        // A worker that panicked has said so itself.
        let _ = self.thread.join();
    }
}
