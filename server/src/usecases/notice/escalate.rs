//! Staff are written to when debts of their agency reach a stage: the moderators when an answer is
//! due soon, the managers when it is late, the stewards when twice its time has passed. Each debt
//! once a clock and stage; all of one agency that reach it on a day in one letter a person.

use std::collections::BTreeMap;

use diesel::QueryResult;
use frontend::i18n::{short_date, t};
use jiff::civil::Date;
use shared::account::RoleKind;
use shared::clocks::{DueKind, Stage};
use shared::lang::Lang;
use shared::letter::LetterKind;
use shared::notice::{NAMED_AT_MOST, Told, told_at};
use shared::view::text::Bilingual;

use super::Desk;
use super::letters::To;
use crate::db::agencies::Agency;
use crate::db::escalations::{self, Named, Reached, Whose};
use crate::db::{Conn, outbox};
use crate::mail::{Letter, isolated};

/// The due days of each clock that are in a stage, as text.
pub type Spans = Vec<(DueKind, (String, String))>;

/// Writes the letters of one agency and stage.
///
/// # Errors
/// The database's fault.
pub fn escalate(
    conn: &mut Conn,
    desk: &Desk,
    agency_id: &str,
    stage: Stage,
    spans: &Spans,
) -> QueryResult<()> {
    let Some(told) = told_at(stage) else {
        return Ok(());
    };
    let now = desk.now.into();
    let mut kept = 0;
    for (kind, (first, last)) in spans {
        kept += escalations::keep(conn, agency_id, (*kind, stage), (first, last), now)?;
    }
    if kept == 0 {
        return Ok(());
    }
    let agency = escalations::agency(conn, agency_id)?;
    let lot = (agency_id, stage, now);
    let mut letters = Vec::new();
    for (whose, people) in receivers(conn, lot, told)? {
        let (named, count) = escalations::listed(conn, lot, &whose, NAMED_AT_MOST)?;
        for person in people {
            let Some(address) = person.address else {
                continue;
            };
            let to = To {
                account_id: person.account_id,
                address,
                lang: Lang::parse(&person.lang).unwrap_or(Lang::Ar),
            };
            letters.push(letter(desk, &to, &agency, stage, &named, count));
        }
    }
    outbox::put_all(conn, &letters)
}

type Receivers = Vec<(Whose, Vec<Reached>)>;

/// Who is written to about which of the debts. What nobody takes care of is every moderator's; where
/// an agency has none, its managers'.
fn receivers(
    conn: &mut Conn,
    lot: (&str, Stage, crate::db::types::At),
    told: Told,
) -> QueryResult<Receivers> {
    let agency = Some(lot.0);
    match told {
        Told::Stewards => {
            let stewards = escalations::staff(conn, RoleKind::Steward, None)?;
            Ok(vec![(Whose::Everybodys, stewards)])
        }
        Told::Managers => {
            let managers = escalations::staff(conn, RoleKind::Manager, agency)?;
            Ok(vec![(Whose::Everybodys, managers)])
        }
        Told::Moderators => {
            let moderators = escalations::staff(conn, RoleKind::Moderator, agency)?;
            let managers = escalations::staff(conn, RoleKind::Manager, agency)?;
            let mut desk = moderators.clone();
            desk.extend(managers.clone());
            let all = match moderators.is_empty() {
                true => managers,
                false => moderators,
            };
            let mut receivers = BTreeMap::new();
            for carer in escalations::carers(conn, lot)? {
                let Some(carer) = carer else {
                    receivers.insert(None, (Whose::Nobodys, all.clone()));
                    continue;
                };
                let own = desk.iter().find(|one| one.account_id == carer).cloned();
                // Somebody who left, or has no address: the others are told instead.
                let people = own.map_or_else(|| all.clone(), |own| vec![own]);
                receivers.insert(Some(carer.clone()), (Whose::Of(carer), people));
            }
            Ok(receivers.into_values().collect())
        }
    }
}

fn letter(
    desk: &Desk,
    to: &To,
    agency: &Agency,
    stage: Stage,
    named: &[Named],
    count: i64,
) -> Letter {
    let lang = to.lang;
    let name = isolated(
        Bilingual {
            ar: agency.name_ar.clone(),
            en: agency.name_en.clone(),
        }
        .get(lang),
    );
    let (subject, why) = match stage {
        Stage::LongOverdue => (
            t::mail::long_overdue_subject(lang, count, &name),
            t::mail::long_overdue_why(lang),
        ),
        Stage::Overdue => (
            t::mail::overdue_subject(lang, count, &name),
            t::mail::overdue_why(lang),
        ),
        Stage::DueSoon | Stage::OnTime => (
            t::mail::due_soon_subject(lang, count, &name),
            t::mail::due_soon_why(lang),
        ),
    };
    let mut letter = to.writing(desk, LetterKind::Escalation, &subject).says(why);
    let steward = stage == Stage::LongOverdue;
    for one in named {
        let path = match steward {
            true => format!("suggestions/{}", one.reference),
            false => format!("desk/{}/suggestions/{}", agency.slug, one.reference),
        };
        letter = letter.item(owed(lang, one), &to.path(&path));
    }
    let shown = i64::try_from(named.len()).unwrap_or(i64::MAX);
    if count > shown {
        letter = letter.says(t::mail::more(lang, count - shown));
    }
    let letter = match steward {
        true => letter.leads(
            t::mail::to_agency(lang),
            &to.path(&format!("agencies/{}", agency.slug)),
        ),
        false => letter.leads(
            t::mail::to_queue(lang),
            &to.path(&format!("desk/{}?stage={stage}", agency.slug)),
        ),
    };
    letter.at(desk.now)
}

/// What is owed and by when, with the title.
pub fn owed(lang: Lang, one: &Named) -> String {
    let day = one.due().parse::<Date>().ok();
    let day = day.map(|day| short_date(lang, day)).unwrap_or_default();
    let reference = isolated(&one.reference);
    let words = match DueKind::parse(&one.clock) {
        Ok(DueKind::Decide) => t::mail::owes_decide(lang, reference, day),
        _ => t::mail::owes_acknowledge(lang, reference, day),
    };
    format!("{words} {}", isolated(&one.title))
}
