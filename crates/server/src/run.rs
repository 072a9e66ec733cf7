//! Listening, until it is told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::net::TcpListener;

use crate::desk::Desk;
use crate::router;

/// Answers on a socket until `stop` is done; requests begun are answered to their end.
///
/// # Errors
///
/// Where the socket fails.
pub async fn run(
    listener: TcpListener,
    desk: Arc<Desk>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let closed = Arc::new(AtomicBool::new(false));
    let (catching, told) = (desk.clone(), closed.clone());
    // What came while nobody looked may take long; no request waits for it, nor does the end.
    std::thread::spawn(move || catching.catch_up(&told));
    let service = router(desk).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    closed.store(true, Ordering::Relaxed);
    served
}
