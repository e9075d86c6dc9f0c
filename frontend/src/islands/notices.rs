//! What is said beside the list: where something went, how saving goes, what can be undone.

use leptos::prelude::*;

use super::ordering::{Ordering, Status};
use super::words::Word;

/// The place that a move led to, for ears: the title in its own language.
pub fn spoken(list: Ordering) -> impl IntoView {
    view! {
        <p class="vh" aria-live="assertive">
            {move || list.said.with(|said| said.before.clone())}
            <bdi
                lang=move || list.said.with(|said| said.lang.clone())
                dir=move || list.said.with(|said| said.dir.clone())
            >
                {move || list.said.with(|said| said.title.clone())}
            </bdi>
            {move || list.said.with(|said| said.after.clone())}
        </p>
    }
}

/// How saving goes, and the last step with its undoing. It has its room from the start.
pub fn bar(list: Ordering) -> impl IntoView {
    let again = list.form.with_value(|form| {
        let next = form.action.clone();
        format!("/{}/sign-in?next={next}", form.lang)
    });
    let (retry, sign_in) = (list.word(Word::Retry), list.word(Word::SignIn));
    let undo = list.word(Word::Undo);
    let status = move || list.status.get();
    let last = move || {
        list.steps
            .with(|steps| steps.last().map(|step| step.done.clone()))
    };
    let done = move || last().unwrap_or_default();
    let name = move || format!("{}: {}", list.word(Word::Undo), done().plain());
    view! {
        <div class="keep" data-state=move || state(&status())>
            <p>
                <span role="status">{move || sentence(list, &status())}</span>
                " "
                <button
                    type="button"
                    class="link"
                    hidden=move || status() != Status::Waiting
                    on:click=move |_| list.send_again()
                >
                    {retry}
                </button>
                <a href=again hidden=move || status() != Status::SignedOut>{sign_in}</a>
                <span class="done" aria-hidden="true">
                    {move || done().before}
                    <bdi lang=move || done().lang dir=move || done().dir>{move || done().title}</bdi>
                    {move || done().after}
                </span>
            </p>
            <button
                type="button"
                id="undo"
                class="btn alt sm"
                aria-label=name
                hidden=move || list.steps.with(Vec::is_empty)
                on:click=move |_| list.undo(false)
            >
                {undo}
            </button>
        </div>
    }
}

/// The state's name in the style.
fn state(status: &Status) -> &'static str {
    match status {
        Status::Quiet => "",
        Status::Saving => "saving",
        Status::Saved => "saved",
        Status::Waiting | Status::SignedOut => "waiting",
        Status::Refused(_) | Status::Conflict | Status::Late => "refused",
    }
}

fn sentence(list: Ordering, status: &Status) -> String {
    let word = match status {
        Status::Quiet | Status::Conflict | Status::Late => return String::new(),
        Status::Refused(why) => return why.clone(),
        Status::Saving => Word::Saving,
        Status::Saved => Word::Saved,
        Status::Waiting if list.kept.get() => Word::Waiting,
        Status::Waiting => Word::PageOnly,
        Status::SignedOut => Word::SignedOut,
    };
    list.word(word)
}
