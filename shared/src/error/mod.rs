//! The one table of refusals: what pages, the API and the command line call each of them.

mod words;

pub use words::UnknownWord;
pub(crate) use words::words;

/// A refusal that pages, the API and the command line can name.
pub trait Coded: std::error::Error {
    /// The row of the table that this refusal belongs to; its facts stay in the refusal.
    fn code(&self) -> Code;
}

macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident = $word:literal, $status:literal;)+) => {
        words! {
            /// A stable error code. Codes are never renamed or reused: clients hang on them.
            pub enum Code {
                $($(#[$meta])* $variant = $word),+
            }
        }

        impl Code {
            /// The HTTP status it is answered with.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$variant => $status),+
                }
            }

            /// Where its words stand in the locales: `errors.<code>`.
            pub const fn locale_key(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("errors.", $word)),+
                }
            }
        }
    };
}

// 400 malformed, 403 not for this person, 409 not in this state, 422 not with this input.
codes! {
    // The request itself
    Malformed = "malformed", 400;
    /// The idempotency key came before with another body.
    KeyReused = "key_reused", 422;
    MethodNotAllowed = "method_not_allowed", 405;
    NotFound = "not_found", 404;
    Gone = "gone", 410;
    TooLarge = "too_large", 413;
    UnsupportedType = "unsupported_type", 415;
    WrongHost = "wrong_host", 421;
    WrongOrigin = "wrong_origin", 403;
    TooMany = "too_many", 429;
    /// What was edited has changed since it was read.
    Stale = "stale", 409;
    Internal = "internal", 500;
    /// Nobody knows whether it was stored: try again with the same key.
    OutcomeUnknown = "outcome_unknown", 503;
    Unavailable = "unavailable", 503;

    // Who asks
    SignInNeeded = "sign_in_needed", 401;
    SignInFailed = "sign_in_failed", 422;
    AccountDisabled = "account_disabled", 403;
    NotPermitted = "not_permitted", 403;
    OtherAgency = "other_agency", 403;
    NotTheAuthor = "not_the_author", 403;
    /// Staff of a topic's agency neither suggest, rank, report nor rate in it.
    StaffOfAgency = "staff_of_agency", 403;
    StewardNeverAnswers = "steward_never_answers", 403;
    PasswordTooShort = "password_too_short", 422;
    PasswordTooLong = "password_too_long", 422;
    /// Among the first that anybody would guess.
    PasswordCommon = "password_common", 422;
    /// Not the one that the account has.
    PasswordWrong = "password_wrong", 422;
    AddressInvalid = "address_invalid", 422;
    /// Nobody takes part without agreeing to what is kept of them.
    ConsentMissing = "consent_missing", 422;
    NameTaken = "name_taken", 409;
    /// Nobody signs in under this name, or nobody any more.
    AccountUnknown = "account_unknown", 422;
    AppointOneself = "appoint_oneself", 422;
    AlreadyOfTheTeam = "already_of_the_team", 422;
    /// Somebody must be left who keeps the platform.
    LastSteward = "last_steward", 409;
    RoleHeld = "role_held", 409;
    /// An invitation to this address is open.
    InvitedBefore = "invited_before", 409;
    /// Roles of staff are given back before the account goes.
    StaffStays = "staff_stays", 409;
    /// So many requests of one person wait at once.
    RequestLimit = "request_limit", 422;
    /// A box that says that somebody has understood is not ticked.
    NotUnderstood = "not_understood", 422;

    // Fields
    TextEmpty = "text_empty", 422;
    TextTooShort = "text_too_short", 422;
    TextTooLong = "text_too_long", 422;
    /// A control, override or isolate character, or another that texts cannot have.
    CharRefused = "char_refused", 422;
    NameMixedScripts = "name_mixed_scripts", 422;
    NameReserved = "name_reserved", 422;
    NumberInvalid = "number_invalid", 422;
    NumberOutOfRange = "number_out_of_range", 422;
    DateInvalid = "date_invalid", 422;
    MonthInvalid = "month_invalid", 422;
    PeriodReversed = "period_reversed", 422;
    PeriodTooLong = "period_too_long", 422;
    DateInPast = "date_in_past", 422;
    DateTooFar = "date_too_far", 422;
    LanguageUnknown = "language_unknown", 422;
    LinkInvalid = "link_invalid", 422;
    SlugInvalid = "slug_invalid", 422;
    SlugTaken = "slug_taken", 409;
    ReferenceInvalid = "reference_invalid", 422;
    IdInvalid = "id_invalid", 422;
    ChoiceUnknown = "choice_unknown", 422;
    /// What may be chosen once was sent more than once.
    ChoiceTwice = "choice_twice", 422;

    // Priority lists
    ListDuplicate = "list_duplicate", 422;
    ListTooLong = "list_too_long", 422;
    ListForeign = "list_foreign", 422;
    /// Hidden, withdrawn or otherwise not counted.
    ListNotCounted = "list_not_counted", 422;

    // Agencies
    /// It opens no more topics.
    AgencyClosed = "agency_closed", 409;
    AgencyNotClosed = "agency_not_closed", 409;
    AgencyTopicsOpen = "agency_topics_open", 409;

    // Topics
    TopicNotDraft = "topic_not_draft", 409;
    TopicNotOpen = "topic_not_open", 409;
    TopicNotYetOpen = "topic_not_yet_open", 409;
    TopicRankingOnly = "topic_ranking_only", 409;
    TopicClosed = "topic_closed", 409;
    TopicNotClosed = "topic_not_closed", 409;
    TopicStillRunning = "topic_still_running", 409;
    TopicIncomplete = "topic_incomplete", 422;
    TopicDaysReversed = "topic_days_reversed", 422;
    TopicTooShort = "topic_too_short", 422;
    TopicTooLong = "topic_too_long", 422;
    TopicNotExtended = "topic_not_extended", 422;
    TopicUnanswered = "topic_unanswered", 409;
    TopicLinks = "topic_links", 409;
    /// A correction that changes nothing.
    NothingChanged = "nothing_changed", 422;
    ReportMissing = "report_missing", 409;
    SettingOutOfRange = "setting_out_of_range", 422;

    // Suggestions
    SuggestionLimit = "suggestion_limit", 409;
    SuggestionState = "suggestion_state", 409;
    SuggestionNotDue = "suggestion_not_due", 409;
    SuggestionAlreadyHidden = "suggestion_already_hidden", 409;
    SuggestionNotHidden = "suggestion_not_hidden", 409;
    MergeIntoItself = "merge_into_itself", 422;
    MergeOtherTopic = "merge_other_topic", 422;
    MergeTarget = "merge_target", 409;
    MergeTooLate = "merge_too_late", 409;
    /// It has its final answer.
    MergeDecided = "merge_decided", 409;
    /// Others were merged into it.
    MergeGathers = "merge_gathers", 409;
    /// Reports of it wait.
    MergeReported = "merge_reported", 409;
    /// Only a steward's decision opens a concluded topic again.
    MergeConcluded = "merge_concluded", 409;
    SuggestionNotMerged = "suggestion_not_merged", 409;
    AdditionsOnly = "additions_only", 409;

    // Objections, reports and what people say of an answer
    ObjectionTooShort = "objection_too_short", 422;
    ObjectionTooLate = "objection_too_late", 409;
    /// Once per hiding.
    ObjectionMade = "objection_made", 409;
    /// An objection waits: it is decided, not passed over.
    ObjectionWaits = "objection_waits", 409;
    /// Who hid, wrote or works for the agency does not decide the objection.
    ObjectionParty = "objection_party", 403;
    OwnSuggestion = "own_suggestion", 403;
    AlreadyReported = "already_reported", 409;
    AnswerNotFinal = "answer_not_final", 409;
    /// Neither the author nor somebody who listed it.
    NotConcerned = "not_concerned", 403;
    AlreadySaid = "already_said", 409;

    // Answers and commitments
    AnswerIsFinal = "answer_is_final", 409;
    ReasonMissing = "reason_missing", 422;
    ReasonTooShort = "reason_too_short", 422;
    ReasonLanguage = "reason_language", 422;
    ReasonTemplate = "reason_template", 422;
    ReasonNotNew = "reason_not_new", 422;
    CommitmentMissing = "commitment_missing", 422;
    CommitmentUnexpected = "commitment_unexpected", 422;
    CommitmentFinished = "commitment_finished", 409;
    CommitmentOrder = "commitment_order", 409;
    /// A name in braces that is filled in nowhere.
    PlaceholderUnknown = "placeholder_unknown", 422;
    TooManyTemplates = "too_many_templates", 409;
    /// An answer to this suggestion waits for a second person.
    ReleaseWaits = "release_waits", 409;
    /// Who wrote an answer does not release it.
    ReleaseOwn = "release_own", 403;
    /// It was released or sent back before.
    ReleaseEnded = "release_ended", 409;

    // Public questions to authors
    QuestionTooShort = "question_too_short", 422;
    /// Imported, or its author has left.
    QuestionNoAuthor = "question_no_author", 409;
    /// One at a time.
    QuestionOpen = "question_open", 409;
    /// Replied to, decided or withdrawn.
    QuestionEnded = "question_ended", 409;
    QuestionTooLate = "question_too_late", 409;

    // Views of a queue that somebody keeps
    ViewNameTaken = "view_name_taken", 422;
    ViewLimit = "view_limit", 422;

    // The desk's acts on many at once
    NothingSelected = "nothing_selected", 422;
    TooManySelected = "too_many_selected", 422;
    /// Acknowledged or decided before: many at once are never corrected.
    AnsweredBefore = "answered_before", 409;
    /// It is part of another act that waits.
    ActWaits = "act_waits", 409;
    /// What was to be undone has become public.
    UndoTooLate = "undo_too_late", 409;
    /// Undone before: there is nothing left to undo.
    UndoneBefore = "undone_before", 409;

    // Calendar
    CalendarNoWorkingDay = "calendar_no_working_day", 422;
    CalendarDaysReversed = "calendar_days_reversed", 422;
    CalendarTooLong = "calendar_too_long", 422;
    CalendarDayTaken = "calendar_day_taken", 422;
    /// Each of a holiday's days is on the weekend.
    CalendarOnWeekend = "calendar_on_weekend", 422;
    CalendarWeekTaken = "calendar_week_taken", 422;
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_and_locale_keys_are_distinct_words() {
        let words: HashSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        for code in Code::ALL {
            let word = code.as_str();
            assert!(
                word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
                "{word}"
            );
            assert_eq!(code.locale_key(), format!("errors.{word}"));
            assert_eq!(Code::parse(word), Ok(*code));
        }
    }

    #[test]
    fn every_code_of_a_form_or_list_stands_in_the_table() {
        use crate::input::code;
        use crate::priority_list::ListRefusal;
        for word in code::ALL {
            assert_eq!(Code::parse(word).map(Code::status), Ok(422), "{word}");
        }
        for refusal in [
            ListRefusal::Duplicate { place: 1 },
            ListRefusal::TooLong { max: 10 },
            ListRefusal::Foreign { place: 1 },
            ListRefusal::NotCounted { place: 1 },
        ] {
            assert_eq!(refusal.code().status(), 422, "{refusal}");
            assert!(refusal.code().as_str().starts_with("list_"), "{refusal}");
        }
    }

    #[test]
    fn every_status_says_refused_or_failed() {
        for code in Code::ALL {
            assert!(
                (400..600).contains(&code.status()),
                "{code}: {}",
                code.status()
            );
        }
    }

    #[test]
    fn an_unknown_word_is_a_choice_that_is_not_offered() {
        let refused = Code::parse("no_such_code").unwrap_err();
        assert_eq!(refused.code(), Code::ChoiceUnknown);
        assert_eq!(refused.to_string(), "\"no_such_code\" is no Code");
    }
}
