//! What the topic page is measured against: the same page from a view kept in memory, through the
//! same middleware, chrome and component. Only asking the database is left out.

use std::rc::Rc;
use std::sync::Arc;

use actix_web::web::{Data, Path, ServiceConfig, get};
use actix_web::{HttpResponse, error};
use frontend::pages as components;
use server::app::App;
use server::web::pages::asked::Asked;
use server::web::pages::topic;
use server::web::render;
use server::web::session::TokenHash;
use server::web::visitor::{Reader, Visitor};
use shared::account::Person;
use shared::lang::Lang;
use shared::view::topic::TopicPage;

use crate::fill::{Filled, TEN_THOUSAND};

/// The orders that are measured: what the address asks for, and the name of the kept view.
pub const ORDERS: [(&str, &str); 2] = [("?order=top", "top"), ("", "default")];

/// The path of the page whose view is kept.
pub fn page(order: &str) -> String {
    format!("/en/topics/{TEN_THOUSAND}{order}")
}

/// The path of the route that answers from memory.
pub fn path(name: &str) -> String {
    format!("/bench/kept/{name}")
}

/// Kept views, in the order of [`ORDERS`], and the reader they were made for.
pub struct Kept {
    views: Vec<(&'static str, String, TopicPage)>,
    person: Person,
    name: String,
    session: TokenHash,
}

impl Kept {
    /// Makes the views as the page itself makes them.
    pub fn new(app: &App, filled: &Filled) -> Arc<Kept> {
        let person = filled.citizen.person.clone();
        let view = |order: &str| {
            let order = order.strip_prefix("?order=").map(str::to_owned);
            let asked = Asked {
                order,
                ..Asked::default()
            };
            app.db
                .read_now(|conn| topic::view(conn, app, Some(&person), TEN_THOUSAND, &asked))
                .expect("a view to keep")
        };
        let views = ORDERS.map(|(order, name)| (name, page(order), view(order)));
        Arc::new(Kept {
            views: views.into(),
            person: person.clone(),
            name: filled.citizen.name.clone(),
            session: filled.citizen.session.clone(),
        })
    }

    /// The route that answers from memory.
    pub fn route(self: Arc<Self>) -> impl Fn(&mut ServiceConfig) + Clone + Send + 'static {
        move |cfg| {
            cfg.app_data(Data::from(self.clone()));
            cfg.route("/bench/kept/{name}", get().to(show));
        }
    }
}

async fn show(kept: Data<Kept>, path: Path<String>) -> actix_web::Result<HttpResponse> {
    let found = kept.views.iter().find(|(name, ..)| *name == path.as_str());
    let (_, here, view) = found.ok_or_else(|| error::ErrorNotFound("no such view"))?;
    let reader = Reader {
        person: kept.person.clone(),
        name: kept.name.clone(),
        session: kept.session.clone(),
        session_id: String::new(),
    };
    let visitor = Visitor {
        lang: Lang::En,
        reader: Some(Rc::new(reader)),
        demonstration: false,
        here: here.clone(),
    };
    let view = view.clone();
    Ok(render::ok(&visitor, move |lang| {
        components::topic::page(lang, view)
    }))
}
