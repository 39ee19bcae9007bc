//! Asks for the newest position on a thread of its own.
//!
//! Every request needs the position before it may use a kept answer. With PostgreSQL that is a
//! query, which must not be waited for on a thread that serves others. So a thread asks; all
//! requests that came in meanwhile share the next answer. Each gets one that was asked for after
//! it came in, so nothing is missed.

use std::sync::Arc;

use indigo_registry::Reader;
use tokio::sync::{mpsc, oneshot};

/// A request that waits; `None` is sent when the database does not answer.
type Waiting = oneshot::Sender<Option<i64>>;

/// The way to the thread; it ends when this is dropped.
pub(crate) struct Positions(mpsc::UnboundedSender<Waiting>);

impl Positions {
    pub(crate) fn of(reader: Arc<dyn Reader>) -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        // Without the thread no answer is kept, and all are still right.
        let started = std::thread::Builder::new()
            .name("position".to_owned())
            .spawn(move || ask(&*reader, receiver));
        if let Err(error) = started {
            tracing::error!(%error, "no thread for the position; answers are not kept");
        }
        Self(sender)
    }

    /// The newest position; `None` when the database does not answer.
    pub(crate) async fn newest(&self) -> Option<i64> {
        let (sender, receiver) = oneshot::channel();
        self.0.send(sender).ok()?;
        receiver.await.ok().flatten()
    }
}

fn ask(reader: &dyn Reader, mut receiver: mpsc::UnboundedReceiver<Waiting>) {
    let mut waiting = Vec::new();
    while let Some(first) = receiver.blocking_recv() {
        waiting.push(first);
        while let Ok(next) = receiver.try_recv() {
            waiting.push(next);
        }
        let newest = reader.position().ok();
        for one in waiting.drain(..) {
            // Who has gone away needs no answer.
            let _ = one.send(newest);
        }
    }
}
