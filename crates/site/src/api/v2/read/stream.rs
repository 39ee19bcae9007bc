//! Pages from a channel as the body of an answer.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use indigo_registry::ReadError;
use tokio::sync::mpsc;

/// Pages as they come.
pub(super) struct Pages(pub(super) mpsc::Receiver<Result<Bytes, ReadError>>);

impl Stream for Pages {
    type Item = Result<Bytes, ReadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
