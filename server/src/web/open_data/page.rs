//! The page about open data.

use actix_web::HttpResponse;
use actix_web::web::Data;
use frontend::pages;

use crate::app::App;
use crate::db::open_data as store;
use crate::open_data;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// `GET /{lang}/open-data`
///
/// # Errors
/// The database's fault.
pub async fn show(app: Data<App>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let journal = app.db.read_short(store::as_of).await?;
    let view = open_data::page(journal);
    Ok(render::ok(&visitor, move |lang| {
        pages::open_data::page(lang, view)
    }))
}
