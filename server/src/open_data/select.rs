//! The one query of a file.

use shared::satisfaction::LEAST_SHOWN;
use shared::suggestion::{OWED_AN_ANSWER, PublicationState, VISIBLE};
use shared::topic::{self, TopicState};

use super::{File, Kind};
use crate::db::{Conn, dialect};

/// States in which a suggestion has a page that everybody may open.
pub(super) const WITH_A_PAGE: &[PublicationState] = &[
    PublicationState::Published,
    PublicationState::Merged,
    PublicationState::Hidden,
    PublicationState::Withdrawn,
];

/// What reads a file: a text for each column, in its order.
///
/// All of it is made of constants: nothing that anybody typed is in it.
pub fn select(conn: &Conn, file: &File) -> String {
    let columns: Vec<String> = file
        .columns
        .iter()
        .map(|column| {
            let text = match column.kind {
                Kind::Moment | Kind::DayOf => dialect::moment(conn, column.sql),
                _ => format!("CAST({} AS TEXT)", column.sql),
            };
            format!("{text} AS {}", column.name)
        })
        .collect();
    let (from, order) = (with_sets(file.from), file.order);
    format!("SELECT {} FROM {from} ORDER BY {order}", columns.join(", "))
}

/// Puts the named sets of states in.
fn with_sets(sql: &str) -> String {
    let suggestions = |set: &[PublicationState]| list(set.iter().map(|one| one.as_str()));
    let topics = |set: &[TopicState]| list(set.iter().map(|one| one.as_str()));
    let all = TopicState::ALL.iter().copied();
    let drafts: Vec<TopicState> = all.filter(|one| !one.is_in(topic::VISIBLE)).collect();
    sql.replace("{topics}", &topics(topic::VISIBLE))
        .replace("{drafts}", &topics(&drafts))
        .replace("{concluded}", &topics(&[TopicState::Concluded]))
        .replace("{pages}", &suggestions(WITH_A_PAGE))
        .replace("{texts}", &suggestions(VISIBLE))
        .replace("{heard}", &LEAST_SHOWN.to_string())
        .replace("{owed}", &suggestions(OWED_AN_ANSWER))
}

fn list(words: impl Iterator<Item = &'static str>) -> String {
    let quoted: Vec<String> = words.map(|word| format!("'{word}'")).collect();
    format!("({})", quoted.join(", "))
}
