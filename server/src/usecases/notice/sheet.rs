//! The weekly sheet: what came in at an agency, what was answered and what is owed, to each of its
//! managers once a week.

use diesel::QueryResult;
use frontend::i18n::{number, short_date, t};
use jiff::ToSpan;
use jiff::civil::Date;
use shared::calendar::Calendar;
use shared::clocks::{DueKind, Stage, stage};
use shared::lang::Lang;
use shared::letter::LetterKind;
use shared::notice::NAMED_AT_MOST;
use shared::view::text::Bilingual;

use super::Desk;
use super::escalate::owed;
use super::letters::To;
use crate::db::agencies::Agency;
use crate::db::escalations::{self, Named};
use crate::db::queue::{self, Narrowed, Owed, Wanted};
use crate::db::weekly_sheets::{self, Due};
use crate::db::{Conn, outbox};
use crate::mail::{Letter, isolated};

/// What stands on the sheet of one agency.
struct Sheet {
    agency: Agency,
    /// Came in, acknowledged, decided.
    week: (i64, i64, i64),
    /// Debts in the order of [`Stage::ALL`].
    owed: [i64; 4],
    late: Vec<Named>,
    /// To be done within seven days, and past their day.
    commitments: (i64, i64),
}

/// The week of the sheet and the day it is written on.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// The first day of the week: the seven days before it are told of.
    pub week: Date,
    pub today: Date,
}

/// Writes the sheets of some managers; those of one agency come one after the other, and it is read
/// once for them.
///
/// # Errors
/// The database's fault.
pub fn write(
    conn: &mut Conn,
    desk: &Desk,
    due: &[Due],
    days: Days,
    calendar: &Calendar,
) -> QueryResult<()> {
    let mut letters = Vec::new();
    let mut read: Option<Sheet> = None;
    for one in due {
        let kept = weekly_sheets::keep(
            conn,
            &one.account_id,
            &one.agency_id,
            &days.week.to_string(),
        )?;
        let (true, Some(address)) = (kept, &one.address) else {
            continue;
        };
        let sheet = match read.take() {
            Some(sheet) if sheet.agency.id == one.agency_id => sheet,
            _ => sheet(conn, desk, &one.agency_id, days, calendar)?,
        };
        let to = To {
            account_id: one.account_id.clone(),
            address: address.clone(),
            lang: Lang::parse(&one.lang).unwrap_or(Lang::Ar),
        };
        letters.push(letter(desk, &to, &sheet, days));
        read = Some(sheet);
    }
    outbox::put_all(conn, &letters)
}

fn sheet(
    conn: &mut Conn,
    desk: &Desk,
    agency_id: &str,
    days: Days,
    calendar: &Calendar,
) -> QueryResult<Sheet> {
    let from = desk.zone.start_of(days.week.saturating_sub(7.days()));
    let until = desk.zone.start_of(days.week);
    let mut owed = [0; 4];
    for debt in queue::debts(conn, agency_id, &Narrowed::default())? {
        let Ok(day) = debt.due.parse::<Date>() else {
            continue;
        };
        let at = stage(debt.owed, day, days.today, calendar);
        let place = Stage::ALL.iter().position(|one| *one == at);
        if let Some(count) = place.and_then(|place| owed.get_mut(place)) {
            *count += debt.count;
        }
    }
    let soon = days.today.saturating_add(7.days());
    Ok(Sheet {
        agency: escalations::agency(conn, agency_id)?,
        week: weekly_sheets::week_of(conn, agency_id, from.into(), until.into())?,
        owed,
        late: late(conn, agency_id, days.today)?,
        commitments: weekly_sheets::commitments_of(
            conn,
            agency_id,
            &days.today.to_string(),
            &soon.to_string(),
        )?,
    })
}

/// The oldest debts of an agency that are late.
fn late(conn: &mut Conn, agency_id: &str, today: Date) -> QueryResult<Vec<Named>> {
    let yesterday = today.yesterday().unwrap_or(today).to_string();
    let wanted = Wanted {
        due: Some((String::new(), yesterday)),
        ..Wanted::default()
    };
    let mut late = Vec::new();
    for kind in DueKind::ALL.iter().copied() {
        let rows = queue::owed(conn, agency_id, kind, &wanted, NAMED_AT_MOST)?;
        late.extend(rows.into_iter().map(|row| named(kind, row)));
    }
    late.sort_by(|one, other| one.due().cmp(other.due()));
    late.truncate(usize::try_from(NAMED_AT_MOST).unwrap_or_default());
    Ok(late)
}

fn named(kind: DueKind, row: Owed) -> Named {
    Named {
        clock: kind.as_str().to_owned(),
        reference: row.reference,
        title: row.title,
        acknowledge_due: row.due.clone(),
        decide_due: row.due,
    }
}

fn letter(desk: &Desk, to: &To, sheet: &Sheet, days: Days) -> Letter {
    let lang = to.lang;
    let agency = &sheet.agency;
    let names = Bilingual {
        ar: agency.name_ar.clone(),
        en: agency.name_en.clone(),
    };
    let name = isolated(names.get(lang));
    let day = short_date(lang, days.week);
    let (came_in, acknowledged, decided) = sheet.week;
    let [on_time, due_soon, overdue, long_overdue] = sheet.owed.map(number);
    let (soon, past) = sheet.commitments;
    let mut letter = to
        .writing(
            desk,
            LetterKind::WeeklySheet,
            &t::mail::sheet_subject(lang, &name, &day),
        )
        .says(t::mail::sheet_why(lang, &day))
        .says(t::mail::sheet_came_in(lang, number(came_in)))
        .says(t::mail::sheet_acknowledged(lang, number(acknowledged)))
        .says(t::mail::sheet_decided(lang, number(decided)))
        .says(t::mail::sheet_owed(
            lang,
            on_time,
            due_soon,
            overdue,
            long_overdue,
        ))
        .says(t::mail::sheet_commitments(lang, number(soon), number(past)))
        .says(match sheet.late.is_empty() {
            true => t::mail::sheet_none_late(lang),
            false => t::mail::sheet_late(lang),
        });
    for one in &sheet.late {
        let path = format!("desk/{}/suggestions/{}", agency.slug, one.reference);
        letter = letter.item(owed(lang, one), &to.path(&path));
    }
    letter
        .leads(
            t::mail::to_queue(lang),
            &to.path(&format!("desk/{}", agency.slug)),
        )
        .at(desk.now)
}
