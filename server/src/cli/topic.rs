//! `sharikuna topic create` and `sharikuna topic open`: enough to receive an import without the web.

use frontend::parts::errors::message;
use serde_json::json;
use shared::account::{Action, Person, Subject, can};
use shared::ids::Slug;
use shared::input::{CountCorrectionDraft, Errors, TopicDraft};
use shared::lang::Lang;
use shared::topic::{OpenRefusal, OpeningDraft, OpeningFault, Participation, TopicState, open};

use super::CommandError;
use crate::app::App;
use crate::chance;
use crate::config::Config;
use crate::db::agencies::Agency;
use crate::db::topics::{self, Headed, Topic};
use crate::db::topics_write;
use crate::db::{agencies, is_duplicate, journal, people};
use crate::usecases::topic::correct_count::{CorrectCountRefusal, correct_count};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Draft a topic.
    Create(Box<Create>),
    /// Open a drafted topic. An imported one may have days that are past: it is closed at once then.
    Open(Open),
    /// Count a counted topic again, beside the counts before it and with a public reason.
    CorrectCount(CorrectCount),
}

#[derive(Debug, clap::Args)]
pub struct CorrectCount {
    #[arg(long)]
    slug: String,
    /// Who has it counted: the sign-in name of a steward.
    #[arg(long = "as")]
    by: String,
    /// Why, in Arabic; it is published.
    #[arg(long)]
    reason_ar: String,
    /// Why, in English; it is published.
    #[arg(long)]
    reason_en: String,
}

#[derive(Debug, clap::Args)]
pub struct Create {
    /// Whose topic it is: the agency's slug.
    #[arg(long)]
    agency: String,
    /// The topic's name in addresses: a-z, 0-9 and single dashes.
    #[arg(long)]
    slug: String,
    /// Who drafts it: the sign-in name of a manager of the agency.
    #[arg(long = "as")]
    by: String,
    #[arg(long)]
    title_ar: String,
    #[arg(long)]
    title_en: String,
    #[arg(long, default_value = "")]
    question_ar: String,
    #[arg(long, default_value = "")]
    question_en: String,
    #[arg(long, default_value = "")]
    description_ar: String,
    #[arg(long, default_value = "")]
    description_en: String,
    /// What will be done with the results, in Arabic.
    #[arg(long, default_value = "")]
    what_happens_ar: String,
    /// What will be done with the results, in English.
    #[arg(long, default_value = "")]
    what_happens_en: String,
    /// information, consultation or decision_making.
    #[arg(long, default_value = "consultation")]
    participation: String,
    /// First day, such as 2026-12-01.
    #[arg(long, default_value = "")]
    opens: String,
    /// Last day.
    #[arg(long, default_value = "")]
    closes: String,
    /// Why it is open for fewer than 15 days, in Arabic.
    #[arg(long, default_value = "")]
    short_reason_ar: String,
    /// Why it is open for fewer than 15 days, in English.
    #[arg(long, default_value = "")]
    short_reason_en: String,
    /// Places on a priority list, 3 to 16.
    #[arg(long, default_value = "10")]
    list_length: String,
    /// It is filled from files of an earlier consultation, and its pages say so.
    #[arg(long)]
    imported: bool,
}

#[derive(Debug, clap::Args)]
pub struct Open {
    #[arg(long)]
    slug: String,
    /// Who opens it: the sign-in name of a manager of the agency. Default: who drafted it.
    #[arg(long = "as")]
    by: Option<String>,
}

pub fn run(config: Config, command: &Command) -> Result<(), CommandError> {
    let app = super::open(config)?;
    match command {
        Command::Create(arguments) => create(&app, arguments),
        Command::Open(arguments) => open_topic(&app, arguments),
        Command::CorrectCount(arguments) => correct(&app, arguments),
    }
}

fn create(app: &App, given: &Create) -> Result<(), CommandError> {
    let agency = app
        .db
        .read_now(|conn| agencies::by_slug(conn, &given.agency))?;
    let agency = agency.ok_or_else(|| format!("there is no agency {}", given.agency))?;
    let by = manager(app, &given.by, Action::CreateTopic, &agency.id)?;
    open_to(&agency, given.imported)?;
    let draft = TopicDraft {
        slug: given.slug.clone(),
        title_ar: given.title_ar.clone(),
        title_en: given.title_en.clone(),
        description_ar: given.description_ar.clone(),
        description_en: given.description_en.clone(),
        question_ar: given.question_ar.clone(),
        question_en: given.question_en.clone(),
        what_happens_ar: given.what_happens_ar.clone(),
        what_happens_en: given.what_happens_en.clone(),
        participation: given.participation.clone(),
        opens: given.opens.clone(),
        closes: given.closes.clone(),
        short_reason_ar: given.short_reason_ar.clone(),
        short_reason_en: given.short_reason_en.clone(),
        list_places: given.list_length.clone(),
        ..TopicDraft::default()
    };
    let checked = draft.check().map_err(|errors| flags(&errors))?;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let stored = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let slug = checked
        .slug
        .as_ref()
        .map(Slug::to_string)
        .ok_or("--slug is missing")?;
    let now = app.now();
    let topic = Topic {
        id: chance::id(now),
        slug: slug.clone(),
        agency_id: agency.id,
        state: TopicState::Draft.as_str().to_owned(),
        participation: checked
            .participation
            .unwrap_or(Participation::Consultation.as_str())
            .to_owned(),
        title_ar: checked.title_ar,
        title_en: checked.title_en,
        description_ar: checked.description_ar,
        description_en: checked.description_en,
        question_ar: checked.question_ar,
        question_en: checked.question_en,
        what_happens_ar: checked.what_happens_ar,
        what_happens_en: checked.what_happens_en,
        opens_on: day(checked.opens),
        closes_on: day(checked.closes),
        short_reason_ar: checked.short_reason_ar,
        short_reason_en: checked.short_reason_en,
        list_length: stored(checked.list_places),
        shortlist_length: stored(checked.shortlist_places),
        shortlist_threshold: stored(checked.shortlist_min_lists),
        per_person: stored(checked.per_person),
        rank_only_percent: stored(checked.ranking_only_percent),
        imported: given.imported,
        shuffled_on: String::new(),
        edition_id: None,
        version: 1,
        created_by: by.id,
        created_at: now.into(),
        opened_at: None,
        closed_at: None,
        concluded_at: None,
    };
    app.db
        .write_now(|conn| topics_write::add_whole(conn, &topic))
        .map_err(|error| match is_duplicate(&error) {
            true => CommandError::from(format!("there is a topic {slug} already")),
            false => error.into(),
        })?;
    println!("Drafted the topic {slug}. Open it with: sharikuna topic open --slug {slug}");
    Ok(())
}

/// A closed agency opens no more topics. What it asked elsewhere in its time may be brought here.
fn open_to(agency: &Agency, imported: bool) -> Result<(), CommandError> {
    match agency.closed_at.is_some() && !imported {
        true => Err(format!("the agency {} is closed", agency.slug).into()),
        false => Ok(()),
    }
}

fn open_topic(app: &App, given: &Open) -> Result<(), CommandError> {
    let found = app.db.read_now(|conn| topics::headed(conn, &given.slug))?;
    let Headed { topic, agency, .. } =
        found.ok_or_else(|| format!("there is no topic {}", given.slug))?;
    open_to(&agency, topic.imported)?;
    if let Some(by) = &given.by {
        manager(app, by, Action::OpenTopic, &topic.agency_id)?;
    }
    let (now, today) = (app.now(), app.today());
    let state = state_after_opening(&topic, today).map_err(|faults| {
        format!(
            "{} cannot be opened:\n  {}",
            topic.slug,
            faults.join("\n  ")
        )
    })?;
    let kinds: &[&str] = match state {
        TopicState::Closed => &["topic.opened", "topic.closed"],
        _ => &["topic.opened"],
    };
    app.db.write_now(|conn| {
        if !topics_write::mark_opened(conn, &topic.id, topic.version, state, now)? {
            return Err(CommandError::from(
                "the topic was changed meanwhile; try again",
            ));
        }
        for kind in kinds {
            let entry = journal::Entry {
                kind,
                agency_id: Some(&topic.agency_id),
                topic_id: Some(&topic.id),
                subject_id: &topic.id,
                facts: json!({ "opens_on": topic.opens_on, "closes_on": topic.closes_on }),
                private: None,
            };
            journal::write(conn, now, &entry)?;
        }
        Ok(())
    })?;
    println!(
        "{} is {state}: {} to {}.",
        topic.slug, topic.opens_on, topic.closes_on
    );
    Ok(())
}

fn correct(app: &App, given: &CorrectCount) -> Result<(), CommandError> {
    let by = signs_in(app, &given.by)?;
    let draft = CountCorrectionDraft {
        reason_ar: given.reason_ar.clone(),
        reason_en: given.reason_en.clone(),
    };
    let (now, zone) = (app.now(), &app.config.zone);
    let done = app
        .db
        .write_now(|conn| correct_count(conn, &by, zone, now, &given.slug, &draft));
    let number = done.map_err(|refusal| match refusal {
        CorrectCountRefusal::Form(errors) => CommandError::from(flags(&errors)),
        CorrectCountRefusal::Barred(refusal) => format!("{}: {refusal}", given.by).into(),
        other => format!("{}: {other}", given.slug).into(),
    })?;
    println!("{} has its count {number}.", given.slug);
    Ok(())
}

/// What is wrong with each flag, a line each.
fn flags(errors: &Errors) -> String {
    let faults: Vec<_> = errors
        .iter()
        .map(|error| {
            let flag = match error.field {
                "list_places" => "list-length".to_owned(),
                field => field.replace('_', "-"),
            };
            format!("--{flag}: {}", message(Lang::En, error))
        })
        .collect();
    faults.join("\n  ")
}

/// The state a drafted topic takes. For an imported one the rules about days are passed over,
/// since they bind consultations that are still to come: it may have been of any length, and one
/// whose days are past is closed.
fn state_after_opening(topic: &Topic, today: jiff::civil::Date) -> Result<TopicState, Vec<String>> {
    let days = topic.days();
    let draft = OpeningDraft {
        title: (&topic.title_ar, &topic.title_en),
        description: (&topic.description_ar, &topic.description_en),
        question: (&topic.question_ar, &topic.question_en),
        what_happens: (&topic.what_happens_ar, &topic.what_happens_en),
        participation: Participation::parse(&topic.participation).ok(),
        opens: days.map(|days| days.opens),
        closes: days.map(|days| days.closes),
        short_reason: (&topic.short_reason_ar, &topic.short_reason_en),
    };
    let mut faults = match open(topic.state(), &draft, today) {
        Ok(_) => Vec::new(),
        Err(OpenRefusal::Faults(faults)) => faults,
        Err(refusal) => return Err(vec![refusal.to_string()]),
    };
    if topic.imported {
        faults.retain(|fault| {
            matches!(
                fault,
                OpeningFault::Missing(_) | OpeningFault::ClosesBeforeOpening { .. }
            )
        });
    }
    match days {
        _ if !faults.is_empty() => Err(faults.iter().map(ToString::to_string).collect()),
        Some(days) if days.closes < today => Ok(TopicState::Closed),
        _ => Ok(TopicState::Open),
    }
}

/// The person who signs in under this name, if they may do this for the agency.
fn manager(app: &App, sign_in: &str, action: Action, agency: &str) -> Result<Person, CommandError> {
    let person = signs_in(app, sign_in)?;
    can(Some(&person), action, Subject::Agency { agency })
        .map_err(|refusal| format!("{sign_in}: {refusal}"))?;
    Ok(person)
}

fn signs_in(app: &App, sign_in: &str) -> Result<Person, CommandError> {
    let name = sign_in.trim().to_lowercase();
    let found = app.db.read_now(|conn| people::by_sign_in(conn, &name))?;
    Ok(found
        .ok_or_else(|| format!("nobody signs in as {name}"))?
        .person)
}
