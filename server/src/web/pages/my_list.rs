//! One's own priority list in a topic.

mod view;
mod waiting;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages::my_list as pages;
use serde::Deserialize;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::lang::Lang;
use shared::limit::Act;
use shared::priority_list::Version;
use shared::text::digits::parse_whole;
use shared::view::my_list::{Refused, StaleChange};

use super::sign_in::own_path;
use crate::app::App;
use crate::usecases::list::ListRefused;
use crate::usecases::list::change::{Change, Changed, Op, change_list, preview};
use crate::usecases::list::mine::{Mine, as_possible};
use crate::usecases::list::save::{Save, save_list};
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed};
use crate::web::{asker, render};
use view::{Shown, Told, view_of};
pub use view::{listed, owner_of, read};
use waiting::waits;

/// The word of the form that saves a whole order.
const ORDER: &str = "order";
/// More references than any list has places are not looked at.
const MOST: usize = 16;

/// A change as it is sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    op: String,
    suggestion: String,
    place: String,
    version: String,
    /// References, the first priority first: the order that the page showed, or the one to save.
    order: String,
    key: String,
    back: String,
}

impl From<ListRefused> for Failure {
    fn from(refused: ListRefused) -> Failure {
        match refused {
            ListRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/topics/{slug}/my-list`
///
/// # Errors
/// A topic that is not there; staff of its agency.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
    query: web::Query<Told>,
) -> Result<HttpResponse, Failure> {
    let Shown { view, .. } = view_of(&app, &signed, path.into_inner().1, &query).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::page(lang, view)
    }))
}

/// `POST /{lang}/topics/{slug}/my-list`. Who is not signed in yet comes back from signing in to the
/// suggestion they wanted to add.
///
/// # Errors
/// A topic or suggestion that is not there; staff of its agency.
pub async fn change(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Result<Signed<Anyone>, Failure>,
    path: web::Path<(String, String)>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let ((code, slug), mut sent) = (path.into_inner(), sent.into_inner());
    let signed = match (signed, Reference::parse(&sent.suggestion)) {
        (Ok(signed), _) => signed,
        (Err(Failure::SignInNeeded { .. }), Ok(wanted)) if sent.op == Op::Add.as_str() => {
            let next = format!("/{code}/topics/{slug}/my-list?add={wanted}");
            let next = render::encode(&next);
            return Ok(render::see(format!("/{code}/sign-in?next={next}")));
        }
        (Err(failure), _) => return Err(failure),
    };
    if sent.back == "here" {
        // A card's form only says "here": it stands on many pages, and the browser knows which.
        sent.back = render::came_from(&req, &app).unwrap_or_default();
    }
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::SaveList).await? {
        return waits(&app, &signed, slug, &sent, wait).await;
    }
    if sent.op == ORDER {
        return save_order(&app, &signed, &slug, &sent).await;
    }
    let change = sent.read(&slug)?;
    let refused = match change_list(&app, signed.person().clone(), change.clone()).await {
        Ok(changed) => {
            let on = way_back(signed.lang(), &sent.back, &change, changed);
            return Ok(render::see(on));
        }
        Err(refused) => refused,
    };
    match &refused {
        ListRefused::Stale(_) => {}
        // The page was left and come back to: its keys are used, and its order is old.
        ListRefused::KeyReused if change.op != Op::Add => {}
        ListRefused::Shut(_) | ListRefused::List(_) => {
            let told = match change.op {
                Op::Add => Told::offering(change.suggestion),
                _ => Told::default(),
            };
            return because(&app, &signed, slug, &refused, &told).await;
        }
        _ => return Err(refused.into()),
    }
    let shown = view_of(&app, &signed, slug, &Told::default()).await?;
    let mut seen = sent.order();
    if seen.is_empty() {
        seen = shown.order();
    }
    let wanted = preview(&seen, &change);
    choose(&app, &signed, shown, &wanted, sent.back).await
}

/// Saves a whole order over the list that the reader was shown beside it.
async fn save_order(
    app: &App,
    signed: &Signed<Anyone>,
    slug: &str,
    sent: &Sent,
) -> Result<HttpResponse, Failure> {
    let wanted = sent.order();
    let save = Save {
        slug: slug.to_owned(),
        version: sent.version().unwrap_or(Version::NONE),
        entries: wanted.iter().map(Reference::to_string).collect(),
        key: sent.key.clone(),
    };
    let refused = match save_list(app, signed.person().clone(), save).await {
        Ok(_) => {
            let list = format!("/{}/topics/{slug}/my-list", signed.lang().code());
            let on = own_path(&sent.back).filter(|back| *back != list);
            let told = || format!("{list}?saved={ORDER}");
            return Ok(render::see(on.map_or_else(told, str::to_owned)));
        }
        Err(refused) => refused,
    };
    match &refused {
        ListRefused::Stale(_) | ListRefused::KeyReused => {}
        // Something of it was hidden meanwhile: the rest is asked about again.
        ListRefused::List(all) if all.iter().all(|one| one.place().is_some()) => {}
        ListRefused::Shut(_) | ListRefused::List(_) => {
            return because(app, signed, slug.to_owned(), &refused, &Told::default()).await;
        }
        _ => return Err(refused.into()),
    }
    let shown = view_of(app, signed, slug.to_owned(), &Told::default()).await?;
    choose(app, signed, shown, &wanted, sent.back.clone()).await
}

/// The page with the reason of a refusal.
async fn because(
    app: &App,
    signed: &Signed<Anyone>,
    slug: String,
    refused: &ListRefused,
    told: &Told,
) -> Result<HttpResponse, Failure> {
    let Shown { mut view, .. } = view_of(app, signed, slug, told).await?;
    let code = refused.code();
    view.refused = Some(Refused::Because {
        code,
        max: view.max,
    });
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(render::page(&signed.visitor, status, move |lang| {
        pages::page(lang, view)
    }))
}

/// Shows the stored order and the reader's own, to choose from; nothing where they are the same.
async fn choose(
    app: &App,
    signed: &Signed<Anyone>,
    shown: Shown,
    wanted: &[Reference],
    back: String,
) -> Result<HttpResponse, Failure> {
    let (person, wanted) = (signed.person().clone(), wanted.to_vec());
    let Shown {
        mut view,
        stored,
        topic_id,
    } = shown;
    let (stored, mine) = app
        .db
        .read_short(move |conn| {
            let mine = as_possible(conn, &topic_id, &person, &stored, &wanted)?;
            Ok::<_, Failure>((stored, mine))
        })
        .await?;
    let Mine { possible, left_out } = mine;
    let ids = |entries: &[crate::db::lists::Entry]| -> Vec<String> {
        entries.iter().map(|entry| entry.id.clone()).collect()
    };
    if ids(&possible) == ids(&stored.entries) && left_out.is_empty() {
        let list = format!("/{}/topics/{}/my-list", signed.lang().code(), view.slug);
        return Ok(render::see(list));
    }
    view.refused = Some(Refused::Stale(StaleChange {
        mine: possible.into_iter().filter_map(listed).collect(),
        left_out: left_out.into_iter().filter_map(listed).collect(),
        back,
    }));
    Ok(render::page(
        &signed.visitor,
        StatusCode::CONFLICT,
        move |lang| pages::page(lang, view),
    ))
}

impl Sent {
    fn read(&self, slug: &str) -> Result<Change, Failure> {
        let malformed = || Failure::Refused(Code::Malformed);
        let place = match self.place.trim() {
            "" => None,
            typed => Some(parse_whole(typed, 1, 16).map_err(|_| malformed())?),
        };
        Ok(Change {
            slug: slug.to_owned(),
            op: Op::parse(&self.op).ok_or_else(malformed)?,
            suggestion: Reference::parse(&self.suggestion)
                .map_err(|refused| Failure::of(&refused))?,
            place: place.and_then(|place| usize::try_from(place).ok()),
            version: self.version(),
            key: self.key.clone(),
        })
    }

    fn version(&self) -> Option<Version> {
        self.version.trim().parse().ok().map(Version::new)
    }

    fn order(&self) -> Vec<Reference> {
        let written = self.order.split_whitespace().take(MOST);
        written
            .filter_map(|one| Reference::parse(one).ok())
            .collect()
    }
}

/// Back to where the change was asked for, and there to the suggestion that was added, which says
/// the place it got; the list itself says what was done and offers to take it back.
fn way_back(lang: Lang, back: &str, change: &Change, changed: Changed) -> String {
    let list = format!("/{}/topics/{}/my-list", lang.code(), change.slug);
    let offering = format!("{list}?add=");
    let before = changed.before.map(|before| format!("&before={before}"));
    let told = format!("saved={}{}", change.suggestion, before.unwrap_or_default());
    match own_path(back) {
        Some(back) if back.starts_with(&offering) => format!("{back}&{told}"),
        Some(back) if back == list => format!("{list}?{told}"),
        Some(back) if change.op == Op::Add && !back.contains('#') => {
            format!("{back}#{}", change.suggestion)
        }
        Some(back) => back.to_owned(),
        None => format!("{list}?{told}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_says_what_was_done() {
        let suggestion = Reference::from_bits(7);
        let list = "/en/topics/t/my-list";
        let cases = [
            (
                Op::Add,
                "/en/topics/t?order=new",
                None,
                format!("/en/topics/t?order=new#{suggestion}"),
            ),
            (Op::Add, "", None, format!("{list}?saved={suggestion}")),
            (
                Op::Add,
                "//evil.example",
                None,
                format!("{list}?saved={suggestion}"),
            ),
            (
                Op::Up,
                list,
                Some(3),
                format!("{list}?saved={suggestion}&before=3"),
            ),
            (Op::Up, "/en/about", Some(3), "/en/about".to_owned()),
            (
                Op::Remove,
                "/en/topics/t/my-list?add=S-1",
                Some(2),
                format!("{list}?add=S-1&saved={suggestion}&before=2"),
            ),
        ];
        for (op, back, before, wanted) in cases {
            let change = Change {
                slug: "t".to_owned(),
                op,
                suggestion,
                place: None,
                version: None,
                key: String::new(),
            };
            let changed = Changed {
                place: None,
                before,
            };
            assert_eq!(way_back(Lang::En, back, &change, changed), wanted);
        }
    }
}
