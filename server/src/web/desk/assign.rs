//! Who takes care of which suggestions.

use actix_web::{HttpResponse, web};

use shared::error::Coded;

use super::queue::REFUSED;
use super::reference;
use crate::app::App;
use crate::usecases::suggestion::assign;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// A form in which a field may stand several times.
pub type Fields = Vec<(String, String)>;

/// The values of a field, each once, in their order.
pub fn values(fields: &Fields, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (_, value) in fields.iter().filter(|(field, _)| field == name) {
        if !found.contains(value) {
            found.push(value.clone());
        }
    }
    found
}

/// The one value of a field; empty without one.
pub fn value(fields: &Fields, name: &str) -> String {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// `POST /{lang}/desk/{agency}/assign`: `suggestion` for each, `to` as in the queue's filter, and
/// `back`, the query of the queue to go back to, with why where nothing was assigned; none leads back
/// to the suggestion.
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: web::Path<(String, String)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let references = values(&fields, "suggestion");
    let to = match value(&fields, "to").as_str() {
        "nobody" => None,
        "me" => Some(signed.id()),
        id => Some(id.to_owned()),
    };
    let back = fields.iter().find(|(field, _)| field == "back");
    let lang = signed.lang().code();
    let next = match (back, references.as_slice()) {
        (Some((_, back)), _) => {
            let query = queue_query(back);
            format!("/{lang}/desk/{agency}?{query}done=assigned")
        }
        (None, [one]) => {
            let one = reference(one)?;
            format!("/{lang}/desk/{agency}/suggestions/{one}?done=assigned")
        }
        (None, _) => format!("/{lang}/desk/{agency}?done=assigned"),
    };
    let (person, now) = (signed.person().clone(), app.now());
    let of = agency.clone();
    let assigned = app
        .db
        .write(move |conn| assign::assign(conn, &person, now, &of, &references, to.as_deref()))
        .await;
    match (assigned, back) {
        (Err(refusal), Some((_, back))) if REFUSED.contains(&refusal.code()) => {
            let (query, code) = (queue_query(back), refusal.code());
            Ok(render::see(format!(
                "/{lang}/desk/{agency}?{query}refused={code}"
            )))
        }
        (assigned, _) => {
            assigned?;
            Ok(render::see(next))
        }
    }
}

/// What of a sent query may stand in an address again, ended by `&`.
fn queue_query(sent: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~%&=+".contains(c);
    let kept: String = sent.chars().filter(|c| plain(*c)).take(1_000).collect();
    match kept.is_empty() {
        true => kept,
        false => format!("{kept}&"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sent_query_cannot_leave_its_address() {
        assert_eq!(queue_query(""), "");
        assert_eq!(
            queue_query("owed=decide&after=2026-11-22.x"),
            "owed=decide&after=2026-11-22.x&"
        );
        assert_eq!(queue_query("//evil.example\r\nX: y#z"), "evil.exampleXyz&");
    }

    #[test]
    fn a_field_that_stands_twice_is_read_twice_and_once_each() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = vec![
            pair("s", "1"),
            pair("to", "me"),
            pair("s", "2"),
            pair("s", "1"),
        ];
        assert_eq!(values(&fields, "s"), ["1", "2"]);
        assert_eq!(value(&fields, "to"), "me");
        assert_eq!(value(&fields, "none"), "");
    }
}
