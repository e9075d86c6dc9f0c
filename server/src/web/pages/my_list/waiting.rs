//! A change of the list that came too soon.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use frontend::pages::my_list as pages;
use shared::ids::Reference;
use shared::limit::Wait;
use shared::view::my_list::Refused;

use super::Sent;
use super::view::{Shown, Told, view_of};
use crate::app::App;
use crate::usecases::list::change::Op;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

/// The page with how long to wait, and a button that sends the same once more.
pub(super) async fn waits(
    app: &App,
    signed: &Signed<Anyone>,
    slug: String,
    sent: &Sent,
    wait: Wait,
) -> Result<HttpResponse, Failure> {
    let told = match (Op::parse(&sent.op), Reference::parse(&sent.suggestion)) {
        (Some(Op::Add), Ok(wanted)) => Told::offering(wanted),
        _ => Told::default(),
    };
    let Shown { mut view, .. } = view_of(app, signed, slug, &told).await?;
    view.refused = Some(Refused::Wait {
        seconds: wait.seconds(),
        again: sent.fields(),
    });
    let status = StatusCode::TOO_MANY_REQUESTS;
    let answer = render::page(&signed.visitor, status, move |lang| pages::page(lang, view));
    Ok(render::retry_after(answer, wait))
}

impl Sent {
    /// As it was sent, to be sent again.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("op", &self.op),
            ("suggestion", &self.suggestion),
            ("place", &self.place),
            ("version", &self.version),
            ("order", &self.order),
            ("key", &self.key),
            ("back", &self.back),
        ];
        fields.map(|(name, value)| (name, value.clone())).to_vec()
    }
}
