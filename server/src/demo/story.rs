//! The demonstration as it is told in `demo/demo.json`. Days are offsets from the day on which it
//! is filled; times of answers are working days from posting or closing.

use serde::Deserialize;
use shared::account::RoleKind;

use super::DemoError;

/// Everything in the demonstration.
#[derive(Debug, Clone, Deserialize)]
pub struct Story {
    pub agencies: Vec<Agency>,
    pub accounts: Vec<Account>,
    pub topics: Vec<Topic>,
    pub suggestions: Vec<Suggestion>,
    pub lists: Vec<List>,
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
    pub signs_in: bool,
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
    pub topic: String,
    pub lang: String,
    pub author: String,
    pub posted_offset_days: i64,
    pub title: String,
    pub text: String,
    pub ground: Option<Ground>,
    pub governorate: Option<String>,
    pub wilayat: Option<String>,
    pub show_name: bool,
    pub state: String,
    pub hidden: Option<Hidden>,
    pub withdrawn: Option<Withdrawn>,
    pub answers: Vec<Answer>,
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
    pub topic: String,
    pub entries: Vec<String>,
}

impl Story {
    /// The story that comes with the program.
    ///
    /// # Errors
    /// [`DemoError::Story`] when it is not told as the shapes above.
    pub fn told() -> Result<Story, DemoError> {
        serde_json::from_str(include_str!("../../demo/demo.json"))
            .map_err(|error| DemoError::Story(error.to_string()))
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
