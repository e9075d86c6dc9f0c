//! A topic: its suggestions.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use shared::account::{Action, Person, Refusal, Subject, can};
use shared::answer::AnswerState;
use shared::error::Coded;
use shared::suggestion::PublicationState;
use shared::tally::discover::{STARTING_POINTS, starting_key, starting_point};
use shared::topic::{TopicState, may_rank, may_suggest};
use shared::view::topic::{Order, Part, TopicHead, TopicPage};

use super::asked::{Asked, given, malformed};
use super::assemble::{self, Cards, Day, priorities};
use super::cursor::Cursor;
use crate::app::App;
use crate::db::figures::Counts;
use crate::db::suggestions::{self, Carded, Of};
use crate::db::topics::Headed;
use crate::db::{Conn, answers, figures, topics};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

const PAGE: i64 = 20;

/// What a page of suggestions is asked for, checked.
struct Wanted {
    order: Option<Order>,
    answer: Option<AnswerState>,
    from: u64,
    after: Option<Cursor>,
}

/// `GET /{lang}/topics/{slug}?order=&answer=&from=&after=`
///
/// # Errors
/// Not found for a draft; malformed for a value that there is not; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let asked = Asked::of(&req)?;
    let (_, slug) = path.into_inner();
    let person = visitor.person().cloned();
    let asking = app.get_ref().clone();
    let view = app
        .db
        .read_short(move |conn| view(conn, &asking, person.as_ref(), &slug, &asked))
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::topic::page(lang, view)
    }))
}

/// What the page shows to a reader.
///
/// # Errors
/// As [`show`].
pub fn view(
    conn: &mut Conn,
    app: &App,
    person: Option<&Person>,
    slug: &str,
    asked: &Asked,
) -> Result<TopicPage, Failure> {
    let wanted = Wanted::of(app, person, asked)?;
    let today = app.today();
    let day = Day::load(conn, today, app.config.zone.clone())?;
    let (headed, head) = headed(conn, slug, &day)?;
    let topic = &headed.topic;
    let settings = topic.settings();
    let days = topic.days().ok_or_else(Failure::not_found)?;
    let part = part_of(conn, person, &headed)?;
    let order = order_of(&wanted, &head);
    let filter = match order {
        Order::Waiting => wanted.answer.or(Some(AnswerState::None)),
        _ => wanted.answer,
    };
    let (rows, next) = rows(conn, &headed, order, filter, &wanted)?;
    let ids: Vec<&str> = rows.iter().map(|(listed, _)| listed.id.as_str()).collect();
    let replies = answers::standing_of(conn, &ids)?;
    let cards = Cards {
        closes: days.closes,
        settings,
        scores: order != Order::Discover || head.bar.state != TopicState::Open,
        reader: person.map(|person| person.id.as_str()),
        replies,
    };
    let percent = settings.ranking_only_percent;
    Ok(TopicPage {
        order,
        filter,
        from: wanted.from,
        continued: wanted.after.is_some(),
        cards: rows
            .into_iter()
            .filter_map(|(listed, stood)| cards.card(listed, stood, &day))
            .collect(),
        next,
        suggesting: may_suggest(topic.state(), days, percent, today),
        ranking: may_rank(topic.state(), days, today),
        part,
        head,
    })
}

impl Wanted {
    /// Checks what was asked.
    fn of(app: &App, person: Option<&Person>, asked: &Asked) -> Result<Wanted, Failure> {
        Ok(Wanted {
            order: given(&asked.order)
                .map(Order::parse)
                .transpose()
                .map_err(|_| malformed())?,
            answer: given(&asked.answer)
                .map(AnswerState::parse)
                .transpose()
                .map_err(|_| malformed())?,
            from: starting(app, person, given(&asked.from))?,
            after: asked.cursor()?,
        })
    }
}

/// Where the shuffle starts: as asked; else one point a reader, and for visitors one a minute.
fn starting(app: &App, person: Option<&Person>, from: Option<&str>) -> Result<u64, Failure> {
    if let Some(from) = from {
        let point = from.parse::<u64>().map_err(|_| malformed())?;
        return if point < STARTING_POINTS {
            Ok(point)
        } else {
            Err(malformed())
        };
    }
    let number = match person {
        Some(person) => person
            .id
            .bytes()
            .fold(0_u64, |sum, byte| sum * 31 % 65_521 + u64::from(byte)),
        None => u64::try_from(app.now().as_second() / 60).unwrap_or_default(),
    };
    Ok(starting_point(number))
}

/// A public topic with what stands above each of its pages.
///
/// # Errors
/// Not found for no topic and for a draft; the database's fault.
pub fn headed(conn: &mut Conn, slug: &str, day: &Day) -> Result<(Headed, TopicHead), Failure> {
    let headed = topics::headed(conn, slug)?.ok_or_else(Failure::not_found)?;
    let head = head_of(conn, &headed, day)?;
    Ok((headed, head))
}

/// What stands above each page of a public topic.
///
/// # Errors
/// Not found for a draft; the database's fault.
pub fn head_of(conn: &mut Conn, headed: &Headed, day: &Day) -> Result<TopicHead, Failure> {
    let counts = match &headed.figures {
        Some(figures) => Counts::from(figures),
        None => figures::counts_of(conn, &headed.topic.id)?,
    };
    assemble::head(headed, counts, day).ok_or_else(Failure::not_found)
}

/// What the reader may do with the suggestions of a topic.
///
/// # Errors
/// The database's fault.
pub fn part_of(conn: &mut Conn, person: Option<&Person>, headed: &Headed) -> Result<Part, Failure> {
    let topic = &headed.topic;
    match can(
        person,
        Action::SaveList,
        Subject::Agency {
            agency: &topic.agency_id,
        },
    ) {
        Err(Refusal::SignInNeeded) => Ok(Part::Visitor),
        Err(Refusal::StaffOfAgency) => Ok(Part::Staff),
        Err(refusal) => Err(Failure::Refused(refusal.code())),
        Ok(()) => {
            let id = person.map(|person| person.id.as_str()).unwrap_or_default();
            let list = suggestions::listed_by(conn, &topic.id, id)?;
            Ok(Part::Citizen(priorities(list, &topic.settings())))
        }
    }
}

/// The order asked for. With an answer there are two orders, each by its index: others give way
/// to the one that belongs to the answer, and the page marks it.
fn order_of(wanted: &Wanted, head: &TopicHead) -> Order {
    match (wanted.answer, wanted.order) {
        (Some(_), Some(order @ (Order::New | Order::Waiting))) => order,
        (Some(answer), _) => pages::topic::default_order(answer),
        (None, Some(order)) => order,
        (None, None) if head.bar.state == TopicState::Open => Order::Discover,
        (None, None) if head.edition.is_some() => Order::Top,
        (None, None) => Order::New,
    }
}

type Rows = (Vec<Carded>, Option<String>);

fn rows(
    conn: &mut Conn,
    headed: &Headed,
    order: Order,
    answer: Option<AnswerState>,
    wanted: &Wanted,
) -> Result<Rows, Failure> {
    let of = Of {
        topic_id: &headed.topic.id,
        edition_id: headed.topic.edition_id.as_deref(),
        publication: PublicationState::Published,
        answer,
        limit: PAGE + 1,
    };
    match order {
        Order::Discover => discover(conn, of, wanted),
        Order::New => newest(conn, of, wanted),
        Order::Waiting => {
            let after = moment(wanted)?;
            let from = after.as_ref().map(|(at, id)| (*at, id.as_str()));
            let rows = suggestions::waiting(conn, of, answer.unwrap_or(AnswerState::None), from)?;
            Ok(cut(rows, |(listed, _)| Some(at_moment(listed))))
        }
        Order::Top | Order::Balanced => {
            let after = match wanted.after {
                None => 0,
                Some(Cursor::Position(position)) => position,
                Some(_) => return Err(malformed()),
            };
            let Some(edition) = of.edition_id else {
                return Ok((Vec::new(), None));
            };
            if order == Order::Top {
                let rows = suggestions::top(conn, edition, after, of.limit)?;
                let rows = rows
                    .into_iter()
                    .map(|(listed, stood)| (listed, Some(stood)))
                    .collect();
                return Ok(cut(rows, |(_, stood)| {
                    Some(Cursor::Position(stood.as_ref()?.position))
                }));
            }
            let rows =
                suggestions::balanced(conn, edition, i64::from(headed.topic.shortlist_length))?;
            let rows = rows
                .into_iter()
                .filter(|(_, stood)| stood.shortlist_place.is_some_and(|place| place > after))
                .map(|(listed, stood)| (listed, Some(stood)))
                .collect();
            Ok(cut(rows, |(_, stood)| {
                Some(Cursor::Position(stood.as_ref()?.shortlist_place?))
            }))
        }
    }
}

/// From the starting point to the end of the shuffle, then from its beginning up to the point.
fn discover(conn: &mut Conn, of: Of<'_>, wanted: &Wanted) -> Result<Rows, Failure> {
    let start = starting_key(wanted.from);
    let (wrapped, first, after) = match &wanted.after {
        None => (false, start, None),
        Some(Cursor::Shuffle { wrapped, key, id }) => (*wrapped, *key, Some(id.as_str())),
        Some(_) => return Err(malformed()),
    };
    let end = wrapped.then_some(start);
    let mut rows = suggestions::discover(conn, of, first, end, after)?;
    let have = i64::try_from(rows.len()).unwrap_or(of.limit);
    if !wrapped && have < of.limit && start > 0 {
        let rest = Of {
            limit: of.limit - have,
            ..of
        };
        rows.extend(suggestions::discover(conn, rest, 0, Some(start), None)?);
    }
    Ok(cut(rows, |(listed, _)| {
        let wrapped = wrapped || listed.shuffle < start;
        Some(Cursor::Shuffle {
            wrapped,
            key: listed.shuffle,
            id: listed.id.clone(),
        })
    }))
}

/// The newest first; hidden ones keep their place, unless one answer is asked for.
fn newest(conn: &mut Conn, of: Of<'_>, wanted: &Wanted) -> Result<Rows, Failure> {
    let after = moment(wanted)?;
    let from = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut rows = suggestions::newest(conn, of, from)?;
    if of.answer.is_none() {
        let hidden = Of {
            publication: PublicationState::Hidden,
            ..of
        };
        rows.extend(suggestions::newest(conn, hidden, from)?);
        rows.sort_by(|(a, _), (b, _)| {
            (b.posted_at, &b.id)
                .partial_cmp(&(a.posted_at, &a.id))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    Ok(cut(rows, |(listed, _)| Some(at_moment(listed))))
}

fn moment(wanted: &Wanted) -> Result<Option<(crate::db::types::At, String)>, Failure> {
    match &wanted.after {
        None => Ok(None),
        Some(Cursor::Moment { at, id }) => Ok(Some(((*at).into(), id.clone()))),
        Some(_) => Err(malformed()),
    }
}

fn at_moment(listed: &suggestions::Listed) -> Cursor {
    Cursor::Moment {
        at: listed.posted_at.time(),
        id: listed.id.clone(),
    }
}

/// Cuts what is more than a page and gives the cursor after the last row that stays.
fn cut(mut rows: Vec<Carded>, cursor: impl Fn(&Carded) -> Option<Cursor>) -> Rows {
    let page = usize::try_from(PAGE).unwrap_or_default();
    if rows.len() <= page {
        return (rows, None);
    }
    rows.truncate(page);
    let next = rows
        .last()
        .and_then(cursor)
        .map(|cursor| cursor.to_string());
    (rows, next)
}
