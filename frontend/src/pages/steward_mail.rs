//! Letters that could not be sent.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::letter::LetterKind;
use shared::view::outbox::{DeadLetter, OutboxPage};

use crate::i18n::{self, t};
use crate::layout::Page;
use crate::parts::desk;
use crate::parts::steward::{self, Room};

/// `GET /{lang}/steward/mail`
pub fn page(lang: Lang, view: OutboxPage) -> Page {
    let off = (!view.configured).then(|| view! { <p class="note">{t::outbox::off(lang)}</p> });
    let more = (view.given_up > i64::try_from(view.dead.len()).unwrap_or_default())
        .then(|| view! { <p class="small muted">{t::outbox::newest(lang)}</p> });
    let dead = match view.dead.is_empty() {
        true => view! { <p class="ghost">{t::outbox::none(lang)}</p> }.into_any(),
        false => table(lang, &view.dead),
    };
    let main = view! {
        <div class="wrap section stack">
            {steward::tabs(lang, Room::Mail)}
            <h1>{t::outbox::title(lang)}</h1>
            {view.done.then(|| desk::said(t::outbox::done(lang)))}
            {off}
            <p>{t::outbox::waiting(lang, view.waiting)}</p>
            <section class="stack" aria-labelledby="h-dead">
                <h2 id="h-dead">{t::outbox::given_up(lang, view.given_up)}</h2>
                <p class="muted">{t::outbox::lede(lang)}</p>
                {dead}
                {more}
            </section>
        </div>
    };
    Page::plain(t::outbox::title(lang), main).wide()
}

fn table(lang: Lang, dead: &[DeadLetter]) -> AnyView {
    let rows: Vec<_> = dead
        .iter()
        .map(|letter| {
            let action = format!("/{}/steward/mail/{}", lang.code(), letter.id);
            // Buttons of the same words say whose they are to those who hear them one by one.
            let what = format!("h-{}", letter.id);
            let again = format!("again-{}", letter.id);
            let named = format!("{again} {what}");
            let code = letter
                .code
                .map(|code| view! { " " <bdi dir="ltr">{format!("({code})")}</bdi> });
            view! {
                <tr>
                    <th scope="row" id=what>
                        {kind(lang, letter.kind)}
                        <small><bdi dir="ltr">{letter.to.clone()}</bdi></small>
                    </th>
                    <td data-l=t::outbox::col_written(lang)>
                        <time datetime=letter.written.to_string()>{i18n::moment(lang, letter.written)}</time>
                    </td>
                    <td data-l=t::outbox::col_given_up(lang)>
                        <time datetime=letter.given_up.to_string()>{i18n::moment(lang, letter.given_up)}</time>
                        " " <small>{t::outbox::tries(lang, i64::from(letter.tries))}</small>
                    </td>
                    <td data-l=t::outbox::col_why(lang)>{why(lang, &letter.fault)} {code}</td>
                    <td>
                        <form method="post" action=action>
                            <button class="btn alt" type="submit" id=again aria-labelledby=named>
                                {t::outbox::again(lang)}
                            </button>
                        </form>
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t::outbox::title(lang)>
        <table class="tbl fold">
            <caption class="vh">{t::outbox::title(lang)}</caption>
            <thead>
                <tr>
                    <th scope="col">{t::outbox::col_letter(lang)}</th>
                    <th scope="col">{t::outbox::col_written(lang)}</th>
                    <th scope="col">{t::outbox::col_given_up(lang)}</th>
                    <th scope="col">{t::outbox::col_why(lang)}</th>
                    <th scope="col"><span class="vh">{t::outbox::again(lang)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        </div>
    }
    .into_any()
}

fn kind(lang: Lang, kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Confirm => t::outbox::kind_confirm(lang),
        LetterKind::Known => t::outbox::kind_known(lang),
        LetterKind::Reset => t::outbox::kind_reset(lang),
        LetterKind::Unknown => t::outbox::kind_unknown(lang),
        LetterKind::Closed => t::outbox::kind_closed(lang),
        LetterKind::ChangeAddress => t::outbox::kind_change_address(lang),
        LetterKind::AddressTaken => t::outbox::kind_address_taken(lang),
        LetterKind::AddressChanged => t::outbox::kind_address_changed(lang),
        LetterKind::PasswordChanged => t::outbox::kind_password_changed(lang),
        LetterKind::Invite => t::outbox::kind_invite(lang),
        LetterKind::Notice => t::outbox::kind_notice(lang),
        LetterKind::Digest => t::outbox::kind_digest(lang),
        LetterKind::Escalation => t::outbox::kind_escalation(lang),
        LetterKind::WeeklySheet => t::outbox::kind_weekly_sheet(lang),
        LetterKind::Farewell => t::outbox::kind_farewell(lang),
        LetterKind::RequestAnswered => t::outbox::kind_request_answered(lang),
    }
}

fn why(lang: Lang, fault: &str) -> &'static str {
    match fault {
        "unreachable" => t::outbox::fault_unreachable(lang),
        "timeout" => t::outbox::fault_timeout(lang),
        "tls" => t::outbox::fault_tls(lang),
        "sign-in" => t::outbox::fault_sign_in(lang),
        "later" => t::outbox::fault_later(lang),
        "refused" => t::outbox::fault_refused(lang),
        "address" => t::outbox::fault_address(lang),
        "restored" => t::outbox::fault_restored(lang),
        _ => t::outbox::fault_broken(lang),
    }
}
