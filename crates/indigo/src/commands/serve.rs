//! `indigo serve`

use std::{io::ErrorKind, net::SocketAddr, sync::Arc};

use anyhow::{Context, bail};
use indigo_registry::Registry;
use indigo_site::SiteConfig;
use tokio::net::TcpListener;

use crate::{
    cli::{Global, Serve},
    commands::{licence, open},
    demo::{self, SignIns},
    mail,
    output::{Done, Output},
};

/// How many threads render pages and wait for the database. What is rendered is kept, so few do;
/// each holds a connection and memory of its own.
const RENDERING_THREADS: usize = 4;

pub(crate) fn run(global: &Global, serve: &Serve, output: &Output) -> anyhow::Result<Done> {
    let registry = Arc::new(open(global)?);
    if let Some(url) = &serve.base_url {
        registry.known_as(url);
    }
    let loaded = if serve.demo {
        demo::load_when_empty(&registry, *output)?
    } else {
        false
    };
    let sign_ins = if loaded {
        demo::make_sign_ins(&registry)?
    } else {
        None
    };
    let outlet = mail::outlet(&registry)?;
    let other_password = registry.sandbox_password_differs()?;
    // Before the runtime: a thread of it must not wait for the database.
    let records = registry.record_count()?;
    let is_licence_set = registry.terms_were_set()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(RENDERING_THREADS)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = match TcpListener::bind(serve.listen).await {
            Ok(listener) => listener,
            Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
                "{} is in use by another program. Choose another address with --listen 127.0.0.1:PORT",
                serve.listen
            ),
            Err(error) => return Err(error).context(format!("cannot listen on {}", serve.listen)),
        };
        let address = listener.local_addr()?;
        greet(&registry, address, records, loaded, sign_ins.as_ref(), *output)?;
        licence::remind(is_licence_set, *output);
        if other_password {
            output.line("Sandboxes: the password in INDIGO_SANDBOX_PASSWORD holds; the one that `indigo sandbox add` kept does not, while it is set.");
        }
        let searched = Arc::clone(&registry);
        std::thread::spawn(move || {
            if let Err(error) = searched.prepare_search() {
                tracing::warn!(%error, "the search index is not ready; the next search tries again");
            }
        });
        let base_url = serve.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let worker = mail::Worker::start(Arc::clone(&registry), outlet, base_url);
        let config = SiteConfig {
            base_url: serve.base_url.clone(),
            demo: serve.demo,
            behind_proxy: serve.behind_proxy,
            api_requests_per_minute: serve.api_requests_per_minute,
        };
        let router = indigo_site::router_with_registry(Arc::clone(&registry), config);
        let served = indigo_site::serve(listener, router, shutdown()).await;
        worker.stop();
        served?;
        Ok(Done::Well)
    })
}

fn greet(
    registry: &Registry,
    address: SocketAddr,
    records: i64,
    demo: bool,
    sign_ins: Option<&SignIns>,
    output: Output,
) -> anyhow::Result<()> {
    output.answer(&serde_json::json!({
        "address": format!("http://{address}"),
        "database": registry.database(),
        "data": registry.data(),
        "records": records,
        "sign_ins": sign_ins,
    }))?;
    output.line(format!("Indigo is at http://{address}"));
    output.line(format!(
        "Data folder: {} ({records} records)",
        registry.data().display()
    ));
    if demo {
        output.line("The demo set was loaded: real contracts, with sentences of our own.");
    }
    if let Some(sign_ins) = sign_ins {
        sign_ins.say(address.ip().is_loopback(), output);
    }
    if records == 0 {
        output.line("There is nothing in it yet. Try: indigo import PATH, or serve --demo");
    } else {
        output.line(format!(
            "Try next: http://{address}/projects, or http://{address}/app/api1/project"
        ));
    }
    output.line("Stop with Ctrl+C.");
    Ok(())
}

async fn shutdown() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
