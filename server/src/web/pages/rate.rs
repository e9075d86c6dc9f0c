//! The author, or somebody who listed a suggestion, says whether its answer met the point.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use shared::error::Code;
use shared::ids::Reference;
use shared::satisfaction::Verdict;

use crate::app::App;
use crate::usecases::suggestion::rate::{self, RateRefused};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

impl From<RateRefused> for Failure {
    fn from(refused: RateRefused) -> Failure {
        match refused {
            RateRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

/// One of three buttons.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// The number of the answer on the page.
    answer: String,
    verdict: String,
}

/// `POST /{lang}/suggestions/{ref}/satisfaction`
///
/// # Errors
/// For everyone else, without a final answer, a second time, and when another answer stands by
/// now; malformed for what no button sends.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let malformed = || Failure::Refused(Code::Malformed);
    let verdict = Verdict::parse(&fields.verdict).map_err(|_| malformed())?;
    let seen: i32 = fields.answer.parse().map_err(|_| malformed())?;
    let (person, now) = (signed.person().clone(), app.now());
    app.db
        .write(move |conn| rate::rate(conn, &person, now, reference, (seen, verdict)))
        .await?;
    Ok(render::see(format!(
        "/{}/suggestions/{reference}",
        signed.lang().code()
    )))
}
