//! Somebody leaves: what is kept of them is removed, and what is the public's stays under "a
//! participant".

use jiff::Timestamp;
use serde_json::json;
use shared::account::Person;
use shared::answer::AnswerState;
use shared::data_request::RequestKind;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{Errors, FieldError, NewPassword};
use shared::lang::Lang;
use shared::suggestion::{EDITABLE, PublicationState, VISIBLE};
use shared::view::data::ErasePage;

use super::change_password::is_current;
use super::letters::{self, To};
use super::password::PasswordRefused;
use crate::app::App;
use crate::chance;
use crate::config::Base;
use crate::db::accounts::{self, Kept};
use crate::db::data_requests::{self, DataRequest};
use crate::db::dialect::{self, Hold};
use crate::db::{Conn, invitations, journal, leaving, outbox, people};
use crate::passwords::Busy;
use crate::usecases::suggestion::withdraw::{WithdrawRefused, take_back};

/// Why nothing was removed.
#[derive(Debug, thiserror::Error)]
pub enum EraseRefused {
    /// Roles of staff are given back first: nobody leaves a desk without its knowing.
    #[error("a role of staff is held")]
    Staff,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Busy(#[from] Busy),
    /// Gone already.
    #[error("no such account")]
    NotFound,
    #[error("something of it was changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for EraseRefused {
    fn code(&self) -> Code {
        match self {
            Self::Staff => Code::StaffStays,
            Self::Form(_) => Code::Malformed,
            Self::Busy(_) => Code::Unavailable,
            Self::NotFound => Code::NotFound,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

impl From<PasswordRefused> for EraseRefused {
    fn from(refused: PasswordRefused) -> Self {
        match refused {
            PasswordRefused::Form(errors) => Self::Form(errors),
            PasswordRefused::Busy(busy) => Self::Busy(busy),
        }
    }
}

impl From<WithdrawRefused> for EraseRefused {
    fn from(refused: WithdrawRefused) -> Self {
        match refused {
            WithdrawRefused::Database(fault) => Self::Database(fault),
            _ => Self::Stale,
        }
    }
}

/// What becomes of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// They stay, under "a participant".
    Stay,
    /// Those that nobody answered are withdrawn; the others stay.
    Withdraw,
}

impl Choice {
    /// As the form sends it.
    pub fn parse(typed: &str) -> Option<Choice> {
        match typed {
            "stay" => Some(Self::Stay),
            "withdraw" => Some(Self::Withdraw),
            _ => None,
        }
    }
}

/// Whether an author who leaves can still take a suggestion along: what was answered is the record
/// of the answer too.
fn withdrawable(publication: PublicationState, answer: AnswerState) -> bool {
    publication.is_in(EDITABLE) && answer == AnswerState::None
}

/// What would stay and what would go.
///
/// # Errors
/// The database's fault.
pub fn look(conn: &mut Conn, person: &Person) -> diesel::QueryResult<ErasePage> {
    let suggestions = leaving::suggestions_of(conn, &person.id)?;
    let lists = leaving::lists_of(conn, &person.id)?;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (open, counted): (Vec<_>, Vec<_>) = lists.iter().partition(|list| list.is_open());
    let in_public = suggestions
        .iter()
        .filter(|(_, state, _)| state.is_in(VISIBLE));
    let free = suggestions
        .iter()
        .filter(|(_, state, answer)| withdrawable(*state, *answer));
    Ok(ErasePage {
        published: count(in_public.count()),
        withdrawable: count(free.count()),
        open_lists: count(open.len()),
        counted_lists: count(counted.len()),
        staff: person.is_staff(),
        ..ErasePage::default()
    })
}

/// Removes a person's account, in one transaction: what the public has stays and leads to nobody,
/// lists leave the next edition or stay counted as nobody's, everything else goes, and a last letter
/// says so. `nameless` is what a row that is nobody's is called.
///
/// # Errors
/// [`EraseRefused`]; everything is as it was then.
pub async fn erase(
    app: &App,
    person: Person,
    current: NewPassword,
    choice: Choice,
    nameless: &'static str,
) -> Result<(), EraseRefused> {
    if person.is_staff() {
        return Err(EraseRefused::Staff);
    }
    let id = person.id.clone();
    let kept = app.db.read(move |conn| accounts::by_id(conn, &id)).await?;
    let kept = kept.ok_or(EraseRefused::NotFound)?;
    is_current(app, &kept, "current", current).await?;
    let (base, now) = (app.config.base.clone(), app.now());
    app.db
        .write(move |conn| in_transaction(conn, &base, now, &kept, choice, nameless))
        .await
}

fn in_transaction(
    conn: &mut Conn,
    base: &Base,
    now: Timestamp,
    seen: &Kept,
    choice: Choice,
    nameless: &str,
) -> Result<(), EraseRefused> {
    let id = seen.id.as_str();
    hold(conn, id)?;
    let kept = accounts::by_id(conn, id)?.ok_or(EraseRefused::NotFound)?;
    let person = people::by_id(conn, id)?.ok_or(EraseRefused::NotFound)?;
    if person.is_staff() {
        return Err(EraseRefused::Staff);
    }
    if kept.password_hash != seen.password_hash {
        return Err(Errors(vec![FieldError::new(
            "current",
            Code::PasswordWrong.as_str(),
        )])
        .into());
    }
    if choice == Choice::Withdraw {
        withdraw_free(conn, &person, now)?;
    }
    leaving::empty_withdrawn(conn, id)?;
    for list in leaving::lists_of(conn, id)? {
        if list.is_open() {
            leaving::empty_list(conn, &list.list_id, now)?;
        }
    }
    leaving::remove(conn, id, nameless, now)?;
    let address = kept.address.as_deref();
    leaving::forget_address(conn, &kept.sign_in, address.unwrap_or(&kept.sign_in))?;
    invitations::forget(conn, &kept.sign_in)?;
    written(conn, now, kept.lang())?;
    if let Some(address) = address {
        let to = To {
            base,
            account_id: None,
            address: address.to_owned(),
            lang: kept.lang(),
            now,
        };
        outbox::put(conn, &letters::farewell(&to))?;
    }
    Ok(())
}

/// Holds what a save or a closing at the same moment holds, in the same order; then the account.
fn hold(conn: &mut Conn, id: &str) -> diesel::QueryResult<()> {
    for list in leaving::lists_of(conn, id)? {
        dialect::hold_topic(conn, &list.topic_id, Hold::Shared)?;
    }
    dialect::hold_person(conn, id)?;
    dialect::hold_account(conn, id)?;
    // First saved meanwhile.
    for list in leaving::lists_of(conn, id)? {
        dialect::hold_topic(conn, &list.topic_id, Hold::Shared)?;
    }
    Ok(())
}

fn withdraw_free(conn: &mut Conn, person: &Person, now: Timestamp) -> Result<(), EraseRefused> {
    for (reference, publication, answer) in leaving::suggestions_of(conn, &person.id)? {
        if withdrawable(publication, answer) {
            let reference = Reference::parse(&reference).map_err(|_| EraseRefused::Stale)?;
            take_back(conn, person, reference, now)?;
        }
    }
    Ok(())
}

/// That somebody left, for the journal and for the stewards' count: not who.
fn written(conn: &mut Conn, now: Timestamp, lang: Lang) -> diesel::QueryResult<()> {
    let id = chance::id(now);
    data_requests::add(
        conn,
        &by_oneself(id.clone(), None, RequestKind::Erasure, lang, now),
    )?;
    let entry = journal::Entry {
        kind: "account.erased",
        agency_id: None,
        topic_id: None,
        subject_id: &id,
        facts: json!({}),
        private: None,
    };
    journal::write(conn, now, &entry)
}

/// The row of what somebody did by themselves.
pub(super) fn by_oneself(
    id: String,
    account_id: Option<String>,
    kind: RequestKind,
    lang: Lang,
    now: Timestamp,
) -> DataRequest {
    let (lang, dir) = match lang {
        Lang::Ar => ("ar", "rtl"),
        Lang::En => ("en", "ltr"),
    };
    DataRequest {
        id,
        account_id,
        kind: kind.as_str().to_owned(),
        by_oneself: true,
        body: String::new(),
        lang: lang.to_owned(),
        dir: dir.to_owned(),
        asked_at: now.into(),
        due_on: now.strftime("%Y-%m-%d").to_string(),
        answered_at: Some(now.into()),
        answer: String::new(),
        answer_lang: lang.to_owned(),
        answer_dir: dir.to_owned(),
        answered_by: None,
    }
}
