//! Answers on a port until it is told to stop.

use std::{future::Future, io, net::SocketAddr};

use axum::{Router, serve::ListenerExt as _};
use tokio::net::TcpListener;

/// Serves `router` on `listener` until `shutdown` is done; answers under way are finished first.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let listener = listener.tap_io(|stream| {
        // Small answers are not to wait for more; where it cannot be set they are only later.
        let _ = stream.set_nodelay(true);
    });
    // With the network address of each visitor, by which those who guess are slowed down.
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router)
        .with_graceful_shutdown(shutdown)
        .await
}
