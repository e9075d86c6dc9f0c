//! `sharikuna serve`

use std::net::TcpListener;

use super::CommandError;
use crate::config::Config;
use crate::web;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Threads that answer requests. Default: one a core.
    #[arg(long)]
    pub workers: Option<usize>,
}

pub fn run(config: Config, arguments: &Arguments) -> Result<(), CommandError> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,actix_server=warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    let app = super::open(config)?;
    let bind = app.config.bind;
    let listener = TcpListener::bind(bind)
        .map_err(|error| format!("{bind} cannot be listened on: {error}"))?;
    let workers = arguments
        .workers
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(2, usize::from))
        .max(1);
    if !web::assets::has_islands() {
        eprintln!(
            "· built without islands: every page works, only without their comforts (cargo xtask serve builds them)"
        );
    }
    if app.config.mail.out.is_none() {
        eprintln!(
            "· no mail server is set (SHARIKUNA_SMTP_URL): letters are kept in the outbox and not sent"
        );
    }
    println!("Sharikuna listens on http://{bind}");
    println!("  العربية  {}/ar", app.config.base.origin);
    println!("  English  {}/en", app.config.base.origin);
    if app.config.mail.shown {
        println!("  letters  {}/dev/mail", app.config.base.origin);
        println!("           everyone who can open this page can read them: not for real people");
    }
    if app.demonstration {
        println!("This is the demonstration: everything in it is invented.");
        super::demo::guide(&app.config.base)?;
    }
    actix_web::rt::System::new().block_on(async move {
        let jobs = crate::jobs::start(app.clone());
        let served = web::serve(app, listener, workers)?.await;
        jobs.stop().await;
        served
    })?;
    Ok(())
}
