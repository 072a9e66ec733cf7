use std::io::Read;
use std::sync::Arc;
use std::thread::available_parallelism;

use anyhow::{Context, Result, bail};
use sayso_server::archives::Archives;
use sayso_server::security::{Accounts, Role};
use sayso_server::{Desk, Settings};

use super::{add, watch};
use crate::archives;
use crate::arguments::{Known, LogFormat, Serve, Work};
use crate::engine::Engine;
use crate::output::Outcome;

/// The file with users and tokens, in the archive's folder.
const ACCOUNTS: &str = "desk.sqlite";

/// `sayso serve`
pub fn run(typed: Serve) -> Result<Outcome> {
    let folder = archives::folder(&typed.place)?;
    let archives = Archives::open(&folder)?;
    let path = folder.join(ACCOUNTS);
    let accounts = Accounts::open(&path).with_context(|| path.display().to_string())?;
    if typed.add_user.is_some() || typed.add_token.is_some() {
        return add_account(&typed, &accounts);
    }
    let settings = Settings {
        loopback: typed.listen.ip().is_loopback() && !typed.behind_proxy,
        behind_proxy: typed.behind_proxy,
        ..Settings::default()
    };
    if !settings.loopback && accounts.is_empty()? {
        bail!(
            "others could reach {}, and there are no users yet; make one first: \
             sayso serve --archive {} --add-user NAME --role admin",
            typed.listen,
            folder.display()
        );
    }
    log(typed.log);
    let engine = Engine::load(Known::default(), &typed.work)?;
    let desk = open(settings, archives, accounts, &engine, &typed.work);
    if typed.every > 0 {
        let every = jiff::SignedDuration::from_mins(typed.every as i64);
        watch::beside(&folder, add::options(&typed.web), every, engine)?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(typed.listen)
            .await
            .with_context(|| format!("cannot listen on {}", typed.listen))?;
        let address = listener.local_addr()?;
        eprintln!("the desk is open at http://{address}/ (Ctrl-C closes it)");
        sayso_server::run(listener, Arc::new(desk), stopped()).await?;
        Ok(Outcome::Found)
    })
}

/// A desk with the reader that the binary carries.
pub fn open(
    settings: Settings,
    archives: Archives,
    accounts: Accounts,
    engine: &Engine,
    work: &Work,
) -> Desk {
    let threads = work.threads.map(usize::from);
    let cores = threads.or(available_parallelism().ok().map(Into::into)).unwrap_or(1);
    Desk::new(settings, engine.shared_reader(), archives, accounts, cores)
}

fn add_account(typed: &Serve, accounts: &Accounts) -> Result<Outcome> {
    let role = Role::from_name(&typed.role)
        .with_context(|| format!("{:?} is no role: reader, editor or admin", typed.role))?;
    if let Some(label) = &typed.add_token {
        println!("{}", accounts.make_token(label, role, sayso_server::desk::now())?);
    }
    if let Some(name) = &typed.add_user {
        let mut password = String::new();
        std::io::stdin().take(4096).read_to_string(&mut password)?;
        let password = password.trim_end_matches(['\r', '\n']);
        accounts.set_user(name, role, password, sayso_server::desk::now())?;
        eprintln!("{name} is {} now", role.name());
    }
    Ok(Outcome::Found)
}

fn log(format: LogFormat) {
    let level = tracing_subscriber::EnvFilter::try_from_env("SAYSO_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr);
    match format {
        LogFormat::Plain => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

/// Done when the process is told to end.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
