//! The demonstration as it is told in `demo/`. Days are offsets from the day on which it is
//! filled; times of answers are working days from posting or closing.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::account::RoleKind;

use super::DemoError;
use super::crowd::{Crowd, Names};
use super::life_story::Life;

/// Everything in the demonstration.
#[derive(Debug, Clone)]
pub struct Story {
    pub agencies: Vec<Agency>,
    pub accounts: Vec<Account>,
    /// One for each topic.
    pub chapters: Vec<Chapter>,
    /// What the crowd is called.
    pub names: Names,
    /// What staff and readers did besides.
    pub life: Life,
}

/// Who is in it.
#[derive(Debug, Clone, Deserialize)]
struct People {
    agencies: Vec<Agency>,
    accounts: Vec<Account>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Agency {
    pub slug: String,
    pub name_ar: String,
    pub name_en: String,
    pub about_ar: String,
    pub about_en: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    pub key: String,
    pub name: String,
    pub sign_in: String,
    pub role: String,
    pub agency: Option<String>,
    #[serde(default)]
    pub show_name: bool,
    #[serde(default)]
    pub signs_in: bool,
}

/// A topic with everything in it.
#[derive(Debug, Clone, Deserialize)]
pub struct Chapter {
    pub topic: Topic,
    #[serde(default)]
    pub suggestions: Vec<Suggestion>,
    #[serde(default)]
    pub lists: Vec<List>,
    pub crowd: Option<Crowd>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Topic {
    pub slug: String,
    pub agency: String,
    pub state: String,
    pub level: String,
    pub opens_offset_days: i64,
    pub closes_offset_days: i64,
    pub concluded_offset_days: Option<i64>,
    pub title_ar: String,
    pub title_en: String,
    pub question_ar: String,
    pub question_en: String,
    pub description_ar: String,
    pub description_en: String,
    pub what_happens_ar: String,
    pub what_happens_en: String,
    pub outcome_report: Option<Report>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Report {
    pub offset_days: i64,
    pub ar: String,
    pub en: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Suggestion {
    pub key: String,
    pub lang: String,
    pub author: String,
    pub posted_offset_days: i64,
    pub title: String,
    pub text: String,
    /// What it said before its author edited it, the oldest first.
    #[serde(default)]
    pub earlier: Vec<Earlier>,
    #[serde(default)]
    pub additions: Vec<Addition>,
    pub ground: Option<Ground>,
    pub governorate: Option<String>,
    pub wilayat: Option<String>,
    #[serde(default)]
    pub show_name: bool,
    #[serde(default = "published")]
    pub state: String,
    pub hidden: Option<Hidden>,
    pub withdrawn: Option<Withdrawn>,
    pub merged: Option<Merged>,
    #[serde(default)]
    pub answers: Vec<Answer>,
}

fn published() -> String {
    "published".to_owned()
}

#[derive(Debug, Clone, Deserialize)]
pub struct Earlier {
    pub title: String,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Addition {
    /// From the day of posting.
    pub working_days: u32,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Ground {
    pub kind: String,
    pub text: Option<String>,
    pub link: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Hidden {
    pub reason: u8,
    pub by: String,
    pub working_days: u32,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Withdrawn {
    pub working_days: u32,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Merged {
    /// The key of one told before.
    pub into: String,
    pub by: String,
    pub working_days: u32,
    /// Why the two are one, in the suggestion's language.
    pub reason: String,
}

/// From when the working days of an answer count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum After {
    Posted,
    Closing,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    pub kind: String,
    pub by: String,
    pub after: After,
    pub working_days: u32,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub other_reason: String,
    pub commitment: Option<Commitment>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Commitment {
    pub what: String,
    pub due_offset_days: i64,
    pub updates: Vec<Update>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Update {
    pub state: String,
    pub offset_days: i64,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct List {
    pub person: String,
    pub entries: Vec<String>,
}

/// The chapters in the order in which they are told.
const CHAPTERS: [&str; 8] = [
    include_str!("../../demo/topics/summer-seafront.json"),
    include_str!("../../demo/topics/town-buses.json"),
    include_str!("../../demo/topics/clinic-evening-hours.json"),
    include_str!("../../demo/topics/health-centre-visit.json"),
    include_str!("../../demo/topics/school-canteens.json"),
    include_str!("../../demo/topics/library-second-floor.json"),
    include_str!("../../demo/topics/small-works-permit.json"),
    include_str!("../../demo/topics/watering-the-parks.json"),
];

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DemoError> {
    serde_json::from_str(text).map_err(|error| DemoError::Story(error.to_string()))
}

impl Story {
    /// The story that comes with the program.
    ///
    /// # Errors
    /// [`DemoError::Story`] when it is not told as the shapes above.
    pub fn told() -> Result<Story, DemoError> {
        let people: People = read(include_str!("../../demo/people.json"))?;
        let chapters: Result<Vec<Chapter>, _> = CHAPTERS.iter().map(|text| read(text)).collect();
        Ok(Story {
            agencies: people.agencies,
            accounts: people.accounts,
            chapters: chapters?,
            names: read(include_str!("../../demo/names.json"))?,
            life: read(include_str!("../../demo/life.json"))?,
        })
    }

    /// For each role the first person who signs in with it: role and sign-in name.
    pub fn people(&self) -> Vec<(RoleKind, &str)> {
        let first = |role: &RoleKind| {
            let mut of = self
                .accounts
                .iter()
                .filter(|one| one.signs_in && one.role == role.as_str());
            of.next().map(|one| (*role, one.sign_in.as_str()))
        };
        RoleKind::ALL.iter().filter_map(first).collect()
    }
}

impl Chapter {
    /// The keys of what people may put on their lists.
    pub fn listed(&self) -> impl Iterator<Item = &str> {
        let public = self
            .suggestions
            .iter()
            .filter(|one| one.state == published());
        public.map(|one| one.key.as_str())
    }
}
