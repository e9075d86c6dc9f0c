//! The rules of notices, as tables.

use jiff::civil::date;

use super::*;
use crate::calendar::{Calendar, Weekend};
use crate::clocks::Stage;

#[test]
fn each_kind_is_in_one_group_and_reads_back() {
    let grouped: usize = Group::ALL.iter().map(|group| group.kinds().count()).sum();
    assert_eq!(grouped, NoticeKind::ALL.len());
    for kind in NoticeKind::ALL {
        let scope = Scope::Kind(*kind);
        assert_eq!(Scope::parse(scope.as_str()), Some(scope));
    }
    for (word, scope) in [
        ("digest", Some(Scope::Digest)),
        ("all", Some(Scope::All)),
        ("", None),
        ("weekly", None),
    ] {
        assert_eq!(Scope::parse(word), scope, "{word}");
    }
}

#[test]
fn the_way_is_the_chosen_one_unless_it_was_stopped() {
    use NoticeKind::{Adopted, ListedAnswered};
    for (kind, chosen, stopped, wanted) in [
        (Adopted, None, vec![], Way::Mail),
        (ListedAnswered, None, vec![], Way::Digest),
        (Adopted, Some(Way::Digest), vec![], Way::Digest),
        (Adopted, Some(Way::Site), vec![], Way::Site),
        (Adopted, None, vec![Scope::Kind(Adopted)], Way::Site),
        (Adopted, None, vec![Scope::Kind(ListedAnswered)], Way::Mail),
        (Adopted, None, vec![Scope::Digest], Way::Mail),
        (Adopted, Some(Way::Digest), vec![Scope::Digest], Way::Site),
        (ListedAnswered, None, vec![Scope::Digest], Way::Site),
        (ListedAnswered, Some(Way::Mail), vec![Scope::All], Way::Site),
    ] {
        assert_eq!(
            way(kind, chosen, &stopped),
            wanted,
            "{kind} {chosen:?} {stopped:?}"
        );
    }
}

#[test]
fn letters_go_at_once_ten_times_a_day_at_most() {
    for (way, reachable, sent, no_digest, wanted) in [
        (Way::Mail, true, 0, false, Sends::Now),
        (Way::Mail, true, 9, false, Sends::Now),
        (Way::Mail, true, 10, false, Sends::Waits),
        (Way::Mail, true, 10, true, Sends::Nothing),
        (Way::Mail, true, 9, true, Sends::Now),
        (Way::Mail, false, 0, false, Sends::Nothing),
        (Way::Digest, true, 10, false, Sends::Waits),
        (Way::Digest, false, 0, false, Sends::Nothing),
        (Way::Site, true, 0, false, Sends::Nothing),
    ] {
        assert_eq!(
            sends(way, reachable, sent, no_digest),
            wanted,
            "{way} {reachable} {sent} {no_digest}"
        );
    }
}

#[test]
fn an_answer_of_the_same_kind_is_a_correction() {
    use AnswerKind::{Acknowledged, Adopted, Rejected};
    for (before, given, wanted, listers) in [
        (None, Acknowledged, NoticeKind::Acknowledged, false),
        (None, Adopted, NoticeKind::Adopted, true),
        (Some(Acknowledged), Adopted, NoticeKind::Adopted, true),
        (Some(Acknowledged), Rejected, NoticeKind::Rejected, true),
        (
            Some(Acknowledged),
            Acknowledged,
            NoticeKind::Corrected,
            false,
        ),
        (Some(Adopted), Adopted, NoticeKind::Corrected, true),
        (Some(Adopted), Rejected, NoticeKind::Rejected, true),
        (Some(Rejected), Adopted, NoticeKind::Adopted, true),
    ] {
        assert_eq!(of_answer(before, given), wanted, "{before:?} {given}");
        assert_eq!(listers_are_told(given), listers, "{given}");
    }
}

#[test]
fn what_left_public_view_is_named_to_its_author_alone() {
    use PublicationState::{Hidden, Merged, Pending, Published, Withdrawn};
    for (publication, to_others) in [
        (Some(Published), true),
        (Some(Merged), true),
        (Some(Hidden), false),
        (Some(Withdrawn), false),
        (Some(Pending), false),
        (None, false),
    ] {
        assert!(names_title(publication, true));
        assert_eq!(
            names_title(publication, false),
            to_others,
            "{publication:?}"
        );
    }
}

#[test]
fn staff_are_told_ever_further_from_the_desk() {
    let told: Vec<_> = Stage::ALL.iter().map(|stage| told_at(*stage)).collect();
    let wanted = [
        None,
        Some(Told::Moderators),
        Some(Told::Managers),
        Some(Told::Stewards),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_week_begins_after_its_weekend_and_works_from_its_first_working_day() {
    // Sunday 1 March 2026 begins a week in Oman; Friday 6 and Saturday 7 end it.
    let usual = Calendar::default();
    for day in 1..=7 {
        let of = first_of_week(date(2026, 3, day), &usual);
        assert_eq!(of, (date(2026, 3, 1), Some(date(2026, 3, 1))), "{day}");
    }
    let holidays = [date(2026, 3, 1), date(2026, 3, 2)];
    let off = Calendar::new(Weekend::default(), holidays);
    assert_eq!(
        first_of_week(date(2026, 3, 5), &off),
        (date(2026, 3, 1), Some(date(2026, 3, 3)))
    );
    let all_off = Calendar::new(Weekend::default(), (1..=5).map(|day| date(2026, 3, day)));
    assert_eq!(
        first_of_week(date(2026, 3, 4), &all_off),
        (date(2026, 3, 1), None)
    );
    let monday = Weekend::parse("sunday saturday").unwrap();
    let elsewhere = Calendar::new(monday, []);
    assert_eq!(
        first_of_week(date(2026, 3, 1), &elsewhere),
        (date(2026, 2, 23), Some(date(2026, 2, 23)))
    );
}
