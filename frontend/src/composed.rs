//! The draft of an outcome report in words: what we heard, what we will do, what we will not and why.

use shared::input::ReportDraft;
use shared::lang::Lang;
use shared::text::excerpt::excerpt;
use shared::view::composed::{AdoptedLine, Composed, RejectedLine};

use crate::i18n::{short_date, t};

/// Characters of one kind of answers: two of them and the head stay under what a report may have.
const ROOM: usize = 9_000;
/// Characters of a title and of a reason.
const TITLE: usize = 120;
const REASON: usize = 400;

/// The draft in one language, in the subset of Markdown that reports have.
pub fn report(lang: Lang, composed: &Composed) -> String {
    let figures = composed.figures;
    let mut text = format!("## {}\n\n", t::compose::heard(lang));
    let numbers = [
        Some(t::compose::published(lang, figures.published)),
        Some(t::compose::adopted(lang, figures.adopted)),
        Some(t::compose::rejected(lang, figures.rejected)),
        (figures.undecided() > 0).then(|| t::compose::undecided(lang, figures.undecided())),
        (figures.merged > 0).then(|| t::compose::merged(lang, figures.merged)),
        (figures.hidden > 0).then(|| t::compose::hidden(lang, figures.hidden)),
        (figures.withdrawn > 0).then(|| t::compose::withdrawn(lang, figures.withdrawn)),
    ];
    for words in numbers.into_iter().flatten() {
        text.push_str(&format!("- {words}\n"));
    }
    let adopted: Vec<String> = composed
        .adopted
        .iter()
        .map(|one| adopted(lang, one))
        .collect();
    let rejected: Vec<String> = composed
        .rejected
        .iter()
        .map(|one| rejected(lang, one))
        .collect();
    text.push_str(&format!("\n## {}\n\n", t::compose::will_do(lang)));
    text.push_str(&list(
        &adopted,
        figures.adopted,
        t::compose::none_adopted(lang),
        |more| t::compose::more_adopted(lang, more),
    ));
    text.push_str(&format!("\n## {}\n\n", t::compose::will_not(lang)));
    text.push_str(&list(
        &rejected,
        figures.rejected,
        t::compose::none_rejected(lang),
        |more| t::compose::more_rejected(lang, more),
    ));
    // The marks that words round a foreign name carry are for pages: forms refuse them.
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

/// As many lines as there is room for, and how many more there are.
fn list(lines: &[String], all: i64, none: &str, more: impl Fn(i64) -> String) -> String {
    if all == 0 {
        return format!("{none}\n");
    }
    let mut text = String::new();
    let (mut room, mut shown) = (ROOM, 0_i64);
    for line in lines {
        let length = line.chars().count() + 3;
        if length > room {
            break;
        }
        room -= length;
        shown += 1;
        text.push_str(&format!("- {line}\n"));
    }
    if shown < all {
        text.push_str(&format!("- {}\n", more(all - shown)));
    }
    text
}

fn adopted(lang: Lang, one: &AdoptedLine) -> String {
    let until = short_date(lang, one.until);
    let what = plain(&one.what, REASON);
    t::compose::adopted_line(lang, plain(&one.title, TITLE), &one.reference, what, until)
}

fn rejected(lang: Lang, one: &RejectedLine) -> String {
    let reason = plain(one.reason.get(lang), REASON);
    t::compose::rejected_line(lang, plain(&one.title, TITLE), &one.reference, reason)
}

/// What somebody wrote, on one line and without a meaning in Markdown.
fn plain(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = String::new();
    for c in excerpt(&line, most).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// A draft of both languages.
pub fn draft(composed: &Composed) -> ReportDraft {
    ReportDraft {
        ar: report(Lang::Ar, composed),
        en: report(Lang::En, composed),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use shared::view::text::Bilingual;
    use shared::view::topic::Figures;

    use super::*;
    use crate::parts::prose::to_html;

    fn composed(adopted: usize, rejected: usize, title: &str) -> Composed {
        let reason = Bilingual {
            ar: "لأن الكلفة أعلى من ميزانية السنة كلها.".to_owned(),
            en: "It costs more than the year has.".to_owned(),
        };
        Composed {
            figures: Figures {
                published: 400,
                adopted: i64::try_from(adopted).unwrap(),
                rejected: i64::try_from(rejected).unwrap(),
                ..Figures::default()
            },
            adopted: vec![
                AdoptedLine {
                    reference: "S-7K3Q-92".to_owned(),
                    title: title.to_owned(),
                    what: "Open until nine on two evenings".to_owned(),
                    until: date(2027, 3, 31),
                };
                adopted.min(100)
            ],
            rejected: vec![
                RejectedLine {
                    reference: "S-7K3Q-93".to_owned(),
                    title: title.to_owned(),
                    reason,
                };
                rejected.min(100)
            ],
        }
    }

    #[test]
    fn a_draft_may_be_saved_as_it_is_however_many_answers_there_are() {
        for (adopted, rejected) in [(0, 0), (1, 2), (3, 100), (250, 11)] {
            let draft = draft(&composed(
                adopted,
                rejected,
                &"ظلال في الحديقة WiFi ".repeat(9),
            ));
            let checked = draft.check().unwrap();
            assert_eq!(checked.ar.trim(), draft.ar.trim());
            assert!(checked.en.contains("S-7K3Q-92") == (adopted > 0));
        }
    }

    #[test]
    fn what_was_left_out_is_counted() {
        let text = report(Lang::En, &composed(250, 1, "A title"));
        let shown = text.matches("S-7K3Q-92").count();
        assert!(shown > 20 && shown < 250, "{shown}");
        assert!(text.contains(&format!("{} more", 250 - shown)), "{text}");
        assert!(text.contains("until 31 Mar 2027"), "{text}");
    }

    #[test]
    fn titles_cannot_make_markup() {
        let title = "[win](https://evil.example) **now** <b>x</b> `y` _z_ # a";
        let html = to_html(&report(Lang::En, &composed(1, 1, title)));
        assert!(
            !html.contains("<a") && !html.contains("<strong") && !html.contains("<em"),
            "{html}"
        );
        assert!(
            html.contains("[win](https://evil.example) **now** &lt;b&gt;"),
            "{html}"
        );
        assert_eq!(html.matches("<h3>").count(), 3, "{html}");
    }
}
