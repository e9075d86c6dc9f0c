//! The desk: what an agency's staff answer, and the topics its managers keep.

pub mod acts;
pub mod answer_form;
pub mod assign;
pub mod bulk;
pub mod bulk_writing;
mod case_view;
pub mod commitments;
mod debts;
pub mod drafts;
pub mod hiding;
pub mod merging;
pub mod preview;
pub mod promises;
pub mod question;
pub mod queue;
pub mod releases;
pub mod reports;
pub mod suggestion;
pub mod team;
pub mod templates;
pub mod topic_correct;
pub mod topic_editor;
pub mod topic_links;
pub mod topic_outcome;
pub mod topic_preview;
pub mod topic_running;
pub mod topics;
pub mod views;
mod wanted;
mod written;

use shared::account::Person;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::view::agency::AgencyName;
use shared::view::desk::DeskHead;
use shared::view::text::Bilingual;

use super::error::Failure;
use crate::db::agencies::Agency;
use crate::usecases::agency::appoint::AppointRefusal;
use crate::usecases::agency::assign_topic::AssignTopicRefusal;
use crate::usecases::agency::create::CreateAgencyRefusal;
use crate::usecases::agency::promise::PromiseRefusal;
use crate::usecases::agency::remove_moderator::RemoveModeratorRefusal;
use crate::usecases::bulk::propose::ProposeRefusal;
use crate::usecases::bulk::undo::UndoRefusal;
use crate::usecases::desk::Barred;
use crate::usecases::release::ReleaseRefusal;
use crate::usecases::saved_view::SavedViewRefusal;
use crate::usecases::suggestion::answer::AnswerSuggestionRefusal;
use crate::usecases::suggestion::ask_author::AskAuthorRefusal;
use crate::usecases::suggestion::assign::AssignRefusal;
use crate::usecases::suggestion::hide::HideSuggestionRefusal;
use crate::usecases::suggestion::merge::MergeSuggestionRefusal;
use crate::usecases::suggestion::restore::RestoreSuggestionRefusal;
use crate::usecases::suggestion::save_draft::SaveDraftRefusal;
use crate::usecases::suggestion::settle_reports::SettleReportsRefusal;
use crate::usecases::suggestion::unmerge::UnmergeRefusal;
use crate::usecases::suggestion::update_commitment::UpdateCommitmentRefusal;
use crate::usecases::template::TemplateRefusal;
use crate::usecases::topic::add_link::AddLinkRefusal;
use crate::usecases::topic::close::CloseTopicRefusal;
use crate::usecases::topic::conclude::ConcludeTopicRefusal;
use crate::usecases::topic::correct::CorrectTopicRefusal;
use crate::usecases::topic::create::CreateTopicRefusal;
use crate::usecases::topic::edit::EditTopicRefusal;
use crate::usecases::topic::extend::ExtendTopicRefusal;
use crate::usecases::topic::open::OpenTopicRefusal;
use crate::usecases::topic::remove_link::RemoveLinkRefusal;
use crate::usecases::topic::save_report::SaveReportRefusal;

/// A refusal becomes its row of the table; the database's fault stays one, to be logged.
macro_rules! failures {
    ($($refusal:ident),+ $(,)?) => {$(
        impl From<$refusal> for Failure {
            fn from(refusal: $refusal) -> Failure {
                match refusal {
                    $refusal::Database(fault) if refusal_of(&fault) => Failure::Refused(Code::Stale),
                    $refusal::Database(fault) => Failure::Database(fault),
                    other => Failure::of(&other),
                }
            }
        }
    )+};
}

failures!(
    AddLinkRefusal,
    AnswerSuggestionRefusal,
    AskAuthorRefusal,
    AssignRefusal,
    AppointRefusal,
    AssignTopicRefusal,
    CloseTopicRefusal,
    ConcludeTopicRefusal,
    CorrectTopicRefusal,
    CreateAgencyRefusal,
    CreateTopicRefusal,
    EditTopicRefusal,
    ExtendTopicRefusal,
    HideSuggestionRefusal,
    MergeSuggestionRefusal,
    OpenTopicRefusal,
    PromiseRefusal,
    ProposeRefusal,
    ReleaseRefusal,
    RemoveLinkRefusal,
    RemoveModeratorRefusal,
    RestoreSuggestionRefusal,
    SaveDraftRefusal,
    SaveReportRefusal,
    SavedViewRefusal,
    SettleReportsRefusal,
    TemplateRefusal,
    UndoRefusal,
    UnmergeRefusal,
    UpdateCommitmentRefusal,
);

/// A guarded update that met nothing: the row has changed since it was read.
fn refusal_of(fault: &diesel::result::Error) -> bool {
    matches!(fault, diesel::result::Error::NotFound)
}

impl From<Barred> for Failure {
    fn from(barred: Barred) -> Failure {
        Failure::Refused(barred.code())
    }
}

fn head(person: &Person, agency: &Agency) -> DeskHead {
    DeskHead {
        agency: name(agency),
        manages: person.manages(&agency.id),
        second_person: agency.second_person,
        closed: agency.closed_at.is_some(),
    }
}

fn name(agency: &Agency) -> AgencyName {
    AgencyName {
        slug: agency.slug.clone(),
        name: Bilingual {
            ar: agency.name_ar.clone(),
            en: agency.name_en.clone(),
        },
    }
}

/// A reference in an address; anything else leads nowhere.
fn reference(typed: &str) -> Result<Reference, Failure> {
    Reference::parse(typed).map_err(|_| Failure::not_found())
}
