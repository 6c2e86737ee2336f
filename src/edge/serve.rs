//! Serving: listen, answer, and stop without dropping what has begun.

use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use axum::Router;
use axum_server::Handle;
use domain::message::Message;

use super::tls::Tls;
use crate::service::Refusal;

/// Where it listens unless told otherwise.
pub(crate) const DEFAULT: &str = "127.0.0.1:8080";
/// How long requests that have begun may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(30);
/// How often the files of the certificate are looked at.
const LOOKED_EVERY: Duration = Duration::from_mins(1);

/// A bound listener: its address is known before anything is answered.
pub(crate) fn bind(address: SocketAddr, tls: bool) -> Result<TcpListener, Refusal> {
    if !tls && !address.ip().is_loopback() {
        return Err(Refusal::told(Message::new("serve-not-loopback").with("address", address.to_string())));
    }
    let wrong = |source: std::io::Error| {
        let message = Message::new("serve-cannot-listen")
            .with("address", address.to_string())
            .with("cause", source.to_string());
        Refusal::told(message)
    };
    let listener = TcpListener::bind(address).map_err(wrong)?;
    listener.set_nonblocking(true).map_err(wrong)?;
    Ok(listener)
}

/// Serves until the process is asked to stop, then finishes what has begun.
pub(crate) async fn serve(listener: TcpListener, router: Router, tls: Option<Tls>) -> Result<(), Refusal> {
    let handle = Handle::<SocketAddr>::new();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    match tls {
        Some(tls) => {
            let server =
                axum_server::from_tcp_rustls(listener, tls.config.clone()).map_err(|it| failed(&it))?;
            until_stopped(server.handle(handle.clone()).serve(service), &handle, Some(tls)).await
        }
        None => {
            let server = axum_server::from_tcp(listener).map_err(|it| failed(&it))?;
            until_stopped(server.handle(handle.clone()).serve(service), &handle, None).await
        }
    }
}

fn failed(source: &std::io::Error) -> Refusal {
    Refusal::told(Message::new("serve-failed").with("cause", source.to_string()))
}

async fn until_stopped(
    serving: impl Future<Output = std::io::Result<()>>,
    handle: &Handle<SocketAddr>,
    mut tls: Option<Tls>,
) -> Result<(), Refusal> {
    tokio::pin!(serving);
    let stop = asked_to_stop();
    tokio::pin!(stop);
    let mut look = tokio::time::interval(LOOKED_EVERY);
    loop {
        tokio::select! {
            ended = &mut serving => return ended.map_err(|it| failed(&it)),
            () = &mut stop => break,
            _ = look.tick() => if let Some(tls) = &mut tls { tls.follow() },
        }
    }
    tracing::info!("stopping");
    handle.graceful_shutdown(Some(GRACE));
    serving.await.map_err(|it| failed(&it))
}

/// Ends when a terminal or a supervisor asks.
async fn asked_to_stop() {
    let interrupt = async {
        // Where signals cannot be heard the process is ended from outside, which loses nothing that was answered.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
