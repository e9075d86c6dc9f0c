//! The same page from memory: the same component, through the same middleware, without a question
//! to the database.

use std::sync::{Arc, OnceLock};

use actix_web::web::{Data, ServiceConfig, get};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use server::db::suggestions::{Of, discover};
use server::db::topics::Topic;
use server::db::{answers, holidays};
use server::web::error::Failure;
use server::web::pages::assemble::{Cards, Day};
use server::web::pages::topic::{headed, part_of};
use server::web::render;
use server::web::session::TokenHash;
use server::web::visitor::{Reader, Visitor};
use shared::account::{Person, Role};
use shared::lang::Lang;
use shared::suggestion::PublicationState;
use shared::topic::{may_rank, may_suggest};
use shared::view::topic::{Order, TopicPage};
use tests::support::app::App;

/// Where it answers.
pub const PATH: &str = "/.kept";

/// The page, once it was read from the database.
#[derive(Clone, Default)]
pub struct Kept(Arc<OnceLock<(TopicPage, Person, String)>>);

/// Adds the route.
pub fn route(cfg: &mut ServiceConfig, kept: Kept) {
    cfg.app_data(Data::new(kept)).route(PATH, get().to(show));
}

async fn show(req: HttpRequest, kept: Data<Kept>) -> Result<HttpResponse, Failure> {
    let (view, person, name) = kept.0.get().ok_or_else(Failure::not_found)?.clone();
    let reader = Reader { person, name, session: TokenHash([0; 32]) };
    let here = req.uri().path().to_owned();
    let visitor = Visitor { lang: Lang::En, reader: Some(reader.into()), here };
    Ok(render::ok(&visitor, move |lang| pages::topic::page(lang, view)))
}

impl Kept {
    /// Reads the first page of a topic as its handler does, and keeps it.
    pub fn hold(&self, app: &App, reader: &crate::Reader, topic: &Topic) {
        let person = Person { id: reader.id.clone(), roles: vec![Role::Citizen], disabled: false };
        let view = read(app, &person, topic).unwrap_or_else(|failure| panic!("{failure}"));
        let kept = self.0.set((view, person, reader.name.clone()));
        assert!(kept.is_ok(), "kept once");
    }
}

fn read(app: &App, person: &Person, topic: &Topic) -> Result<TopicPage, Failure> {
    let (today, zone) = (app.inner().today(), app.inner().config.zone.clone());
    app.db().read_now(|conn| {
        let day = Day { today, zone, calendar: holidays::calendar(conn)? };
        let (headed, head) = headed(conn, &topic.slug, &day)?;
        let (settings, days) = (topic.settings(), topic.days().ok_or_else(Failure::not_found)?);
        let of = Of {
            topic_id: &topic.id,
            edition_id: headed.topic.edition_id.as_deref(),
            publication: PublicationState::Published,
            answer: None,
            limit: 20,
        };
        let rows = discover(conn, of, 0, None, None)?;
        let ids: Vec<&str> = rows.iter().map(|(listed, _)| listed.id.as_str()).collect();
        let replies = answers::standing_of(conn, &ids)?;
        let part = part_of(conn, Some(person), &headed)?;
        let key = |at: usize| format!("00000000-0000-7000-8000-{at:012}");
        let cards = Cards {
            closes: days.closes,
            settings,
            scores: false,
            reader: Some(&person.id),
            replies,
        };
        let shown = rows.into_iter().enumerate();
        let shown = shown.filter_map(|(at, (listed, stood))| cards.card(listed, stood, key(at), &day));
        Ok(TopicPage {
            order: Order::Discover,
            filter: None,
            from: 0,
            continued: false,
            cards: shown.collect(),
            next: Some(format!("0.0.{}", key(20))),
            suggesting: may_suggest(topic.state(), days, settings.ranking_only_percent, today),
            ranking: may_rank(topic.state(), days, today),
            part,
            head,
        })
    })
}
