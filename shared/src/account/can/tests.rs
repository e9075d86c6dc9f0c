use super::super::Role;
use super::*;

const HERE: &str = "here";
const ELSEWHERE: &str = "elsewhere";

fn person(id: &str, roles: &[Role]) -> Person {
    Person {
        id: id.to_owned(),
        roles: roles.to_vec(),
        disabled: false,
    }
}

fn moderator(agency: &str) -> Role {
    Role::Moderator {
        agency: agency.to_owned(),
    }
}

fn manager(agency: &str) -> Role {
    Role::Manager {
        agency: agency.to_owned(),
    }
}

/// A suggestion of "author" in a topic of the agency "here".
const SUGGESTION: Subject<'_> = Subject::Suggestion {
    agency: HERE,
    author: Some("author"),
};

const CITIZEN_IN_TOPIC: &[Action] = &[
    Action::Suggest,
    Action::SaveList,
    Action::Report,
    Action::Rate,
];
const AUTHOR: &[Action] = &[
    Action::EditSuggestion,
    Action::WithdrawSuggestion,
    Action::ObjectToHiding,
];
const DESK: &[Action] = &[
    Action::ReadDesk,
    Action::Assign,
    Action::PassPending,
    Action::Acknowledge,
    Action::Decide,
    Action::UpdateCommitment,
    Action::AskAuthor,
    Action::Hide,
    Action::Merge,
    Action::SettleReports,
];
const MANAGER: &[Action] = &[
    Action::CreateTopic,
    Action::EditTopic,
    Action::OpenTopic,
    Action::ExtendTopic,
    Action::CloseTopic,
    Action::WriteOutcomeReport,
    Action::ConcludeTopic,
    Action::MakePromise,
    Action::AppointModerator,
    Action::KeepTemplates,
    Action::SetRelease,
];
const STEWARD: &[Action] = &[
    Action::Restore,
    Action::DecideObjection,
    Action::AdmitAgency,
    Action::AppointManager,
    Action::KeepCalendar,
    Action::KeepPolicy,
    Action::CorrectCount,
    Action::KeepPeople,
    Action::KeepMail,
];

#[test]
fn every_action_is_in_one_group_of_this_table() {
    let mut grouped = [CITIZEN_IN_TOPIC, AUTHOR, DESK, MANAGER, STEWARD].concat();
    let mut all = Action::ALL.to_vec();
    grouped.sort();
    all.sort();
    assert_eq!(grouped, all);
}

/// Who × group of actions on the suggestion: the refusal, or none.
#[test]
fn who_may_do_what() {
    use Refusal::{NotPermitted, NotTheAuthor, OtherAgency, StaffOfAgency, StewardNeverAnswers};
    let people = [
        person("author", &[Role::Citizen]),
        person("other", &[Role::Citizen]),
        person("no-role", &[]),
        person("moderator", &[Role::Citizen, moderator(HERE)]),
        person("manager", &[Role::Citizen, manager(HERE)]),
        person("moderator-elsewhere", &[moderator(ELSEWHERE)]),
        person("manager-elsewhere", &[manager(ELSEWHERE)]),
        person(
            "moderator-here-manager-elsewhere",
            &[moderator(HERE), manager(ELSEWHERE)],
        ),
        person("steward", &[Role::Citizen, Role::Steward]),
    ];
    // In topic, author, desk, manager, steward.
    let (no, desk_elsewhere) = (Some(NotPermitted), Some(OtherAgency));
    let (not_author, staff) = (Some(NotTheAuthor), Some(StaffOfAgency));
    let table = [
        [None, None, no, no, no],
        [None, not_author, no, no, no],
        [None, not_author, no, no, no],
        [staff, not_author, None, no, no],
        [staff, not_author, None, None, no],
        [None, not_author, desk_elsewhere, no, no],
        [None, not_author, desk_elsewhere, desk_elsewhere, no],
        [staff, not_author, None, desk_elsewhere, no],
        [None, not_author, no, no, None],
    ];
    let groups = [CITIZEN_IN_TOPIC, AUTHOR, DESK, MANAGER, STEWARD];
    assert_eq!(people.len(), table.len());
    for (person, row) in people.iter().zip(table) {
        for (group, refusal) in groups.iter().zip(row) {
            for action in group.iter().copied() {
                let refusal = if person.is_steward() && action.speaks_for_agency() {
                    Some(StewardNeverAnswers)
                } else {
                    refusal
                };
                let given = can(Some(person), action, SUGGESTION).err();
                assert_eq!(given, refusal, "{} {action:?}", person.id);
            }
        }
    }
}

#[test]
fn a_visitor_signs_in_and_a_disabled_account_does_nothing() {
    let disabled = Person {
        disabled: true,
        ..person("author", &[Role::Citizen, manager(HERE), Role::Steward])
    };
    for action in Action::ALL.iter().copied() {
        for subject in [
            Subject::Platform,
            Subject::Agency { agency: HERE },
            SUGGESTION,
        ] {
            assert_eq!(
                can(None, action, subject),
                Err(Refusal::SignInNeeded),
                "{action:?}"
            );
            let refused = can(Some(&disabled), action, subject);
            assert_eq!(refused, Err(Refusal::Disabled), "{action:?}");
        }
    }
}

#[test]
fn a_steward_with_a_desk_never_answers_for_it() {
    let both = person("both", &[Role::Steward, manager(HERE)]);
    for action in [
        Action::Acknowledge,
        Action::Decide,
        Action::UpdateCommitment,
        Action::AskAuthor,
        Action::WriteOutcomeReport,
    ] {
        let refused = can(Some(&both), action, SUGGESTION);
        assert_eq!(refused, Err(Refusal::StewardNeverAnswers), "{action:?}");
    }
    assert_eq!(can(Some(&both), Action::Restore, SUGGESTION), Ok(()));
}

#[test]
fn a_suggestion_without_an_author_is_nobodys_to_edit() {
    let imported = Subject::Suggestion {
        agency: HERE,
        author: None,
    };
    for id in ["author", ""] {
        let someone = person(id, &[Role::Citizen]);
        for action in AUTHOR.iter().copied() {
            assert_eq!(
                can(Some(&someone), action, imported),
                Err(Refusal::NotTheAuthor)
            );
        }
    }
}

#[test]
fn an_action_that_does_not_fit_its_subject_is_refused() {
    let everything = person("author", &[Role::Citizen, manager(HERE)]);
    for action in [CITIZEN_IN_TOPIC, AUTHOR, DESK, MANAGER, STEWARD].concat() {
        assert!(
            can(Some(&everything), action, Subject::Platform).is_err(),
            "{action:?}"
        );
    }
    let steward = person("steward", &[Role::Steward]);
    assert_eq!(
        can(Some(&steward), Action::KeepCalendar, Subject::Platform),
        Ok(())
    );
}

#[test]
fn managers_act_on_their_agency_before_there_is_a_topic() {
    let here = Subject::Agency { agency: HERE };
    let them = person("manager", &[manager(HERE)]);
    assert_eq!(can(Some(&them), Action::CreateTopic, here), Ok(()));
    let elsewhere = Subject::Agency { agency: ELSEWHERE };
    assert_eq!(
        can(Some(&them), Action::CreateTopic, elsewhere),
        Err(Refusal::OtherAgency)
    );
    assert_eq!(Refusal::OtherAgency.code().status(), 403);
    assert_eq!(Refusal::SignInNeeded.code().status(), 401);
}
