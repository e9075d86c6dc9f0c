//! Every address on one page, but those of one's own account and of stewards on the next.

mod account;
mod steward;

use actix_web::web::{self, ServiceConfig, get, head, post, put, resource};

use super::desk::{
    acts, answer_form, assign, bulk, bulk_writing, commitments, drafts, hiding, merging, preview,
    promises, question, queue, releases, reports, suggestion, team, templates, topic_correct,
    topic_editor, topic_links, topic_outcome, topic_preview, topic_running, topics, views,
};
use super::{api, assets, dev_mail, open_data, pages};

/// All routes. Each stands in the access matrix of the tests.
pub fn all(cfg: &mut ServiceConfig) {
    cfg.service(resource("/").route(get().to(pages::start::go)))
        .service(resource("/assets/{path:.*}").route(get().to(assets::get)))
        .service(resource("/dev/mail").route(get().to(dev_mail::show)))
        .service(
            resource("/open-data/{file}")
                .route(get().to(open_data::get))
                .route(head().to(open_data::head)),
        )
        .service(web::scope("/api/v1").configure(for_programs))
        .service(
            web::scope("/{lang:ar|en}")
                .configure(public)
                .configure(taking_part)
                .configure(desk)
                .configure(managing)
                .configure(steward::all),
        );
}

fn for_programs(cfg: &mut ServiceConfig) {
    cfg.service(
        resource("/topics/{slug}/my-list")
            .route(get().to(api::my_list::show))
            .route(put().to(api::my_list::save)),
    );
}

/// What anyone reads.
fn public(cfg: &mut ServiceConfig) {
    cfg.service(resource("").route(get().to(pages::home::show)))
        .service(resource("/about").route(get().to(pages::reading::about)))
        .service(resource("/policy").route(get().to(pages::reading::policy)))
        .service(resource("/privacy").route(get().to(pages::reading::privacy)))
        .service(resource("/ranking").route(get().to(pages::reading::ranking)))
        .service(resource("/design").route(get().to(pages::reading::design)))
        .service(resource("/language/{other}").route(get().to(pages::reading::language)))
        .service(resource("/topics").route(get().to(pages::topics::list)))
        .service(resource("/topics/{slug}").route(get().to(pages::topic::show)))
        .service(resource("/topics/{slug}/standing").route(get().to(pages::standing::show)))
        .service(resource("/topics/{slug}/about").route(get().to(pages::topic_about::show)))
        .service(resource("/topics/{slug}/count").route(get().to(pages::count::show)))
        .service(
            resource("/topics/{slug}/count/{number}/{file}")
                .route(get().to(pages::count_file::get)),
        )
        .service(resource("/topics/{slug}/outcome").route(get().to(pages::outcome::show)))
        .service(resource("/suggestions/{ref}").route(get().to(pages::suggestion::show)))
        .service(resource("/calendar").route(get().to(pages::calendar::show)))
        .service(resource("/transparency").route(get().to(pages::transparency::show)))
        .service(resource("/commitments").route(get().to(pages::follow_through::show)))
        .service(resource("/agencies").route(get().to(pages::transparency::compare)))
        .service(resource("/open-data").route(get().to(open_data::show)))
        .service(resource("/agencies/{slug}").route(get().to(pages::agencies::show)))
        .service(resource("/agencies/{slug}/scorecard").route(get().to(pages::scorecard::show)))
        .service(
            resource("/agencies/{slug}/commitments")
                .route(get().to(pages::follow_through::of_agency)),
        );
}

/// What citizens do.
fn taking_part(cfg: &mut ServiceConfig) {
    cfg.service(
        resource("/sign-in")
            .route(get().to(pages::sign_in::form))
            .route(post().to(pages::sign_in::submit)),
    )
    .service(resource("/sign-out").route(post().to(pages::sign_in::out)))
    .configure(account::all)
    .service(
        resource("/topics/{slug}/suggest")
            .route(get().to(pages::suggest::form))
            .route(post().to(pages::suggest::submit)),
    )
    .service(resource("/topics/{slug}/suggest/check").route(post().to(pages::suggest::check)))
    .service(
        resource("/topics/{slug}/my-list")
            .route(get().to(pages::my_list::show))
            .route(post().to(pages::my_list::change)),
    )
    .service(resource("/suggestions/{ref}/posted").route(get().to(pages::suggest::posted)))
    .service(
        resource("/suggestions/{ref}/edit")
            .route(get().to(pages::suggestion_edit::form))
            .route(post().to(pages::suggestion_edit::submit)),
    )
    .service(
        resource("/suggestions/{ref}/withdraw")
            .route(get().to(pages::suggestion_edit::ask_withdraw))
            .route(post().to(pages::suggestion_edit::withdraw)),
    )
    .service(
        resource("/suggestions/{ref}/object")
            .route(get().to(pages::object::form))
            .route(post().to(pages::object::submit)),
    )
    .service(
        resource("/suggestions/{ref}/report")
            .route(get().to(pages::report::form))
            .route(post().to(pages::report::submit)),
    )
    .service(resource("/suggestions/{ref}/reply").route(post().to(pages::reply::submit)))
    .service(resource("/suggestions/{ref}/satisfaction").route(post().to(pages::rate::submit)));
}

/// What an agency's moderators do.
fn desk(cfg: &mut ServiceConfig) {
    cfg.service(resource("/desk").route(get().to(queue::choose)))
        .service(resource("/desk/{agency}").route(get().to(queue::show)))
        .service(
            resource("/desk/{agency}/views")
                .route(get().to(views::show))
                .route(post().to(views::keep)),
        )
        .service(resource("/desk/{agency}/views/{view}").route(post().to(views::rename)))
        .service(
            resource("/desk/{agency}/views/{view}/remove")
                .route(get().to(views::ask_remove))
                .route(post().to(views::remove)),
        )
        .service(
            resource("/desk/{agency}/bulk")
                .route(get().to(bulk::ask))
                .route(post().to(bulk::send)),
        )
        .service(resource("/desk/{agency}/bulk/template").route(post().to(bulk_writing::template)))
        .service(resource("/desk/{agency}/bulk/form").route(post().to(bulk_writing::back)))
        .service(resource("/desk/{agency}/bulk/preview").route(post().to(bulk_writing::preview)))
        .service(
            resource("/desk/{agency}/bulk/draft")
                .route(post().to(bulk_writing::save))
                .route(put().to(bulk_writing::put)),
        )
        .service(
            resource("/desk/{agency}/bulk/draft/throw-away")
                .route(post().to(bulk_writing::throw_away)),
        )
        .service(resource("/desk/{agency}/acts/{act}").route(get().to(acts::show)))
        .service(resource("/desk/{agency}/acts/{act}/undo").route(post().to(acts::undo)))
        .service(resource("/desk/{agency}/assign").route(post().to(assign::submit)))
        .service(resource("/desk/{agency}/suggestions/{ref}").route(get().to(suggestion::show)))
        .service(
            resource("/desk/{agency}/suggestions/{ref}/answer")
                .route(post().to(suggestion::answer)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/answer/form")
                .route(post().to(answer_form::again)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/answer/draft")
                .route(post().to(drafts::save))
                .route(put().to(drafts::put)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/answer/draft/throw-away")
                .route(post().to(drafts::throw_away)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/answer/preview")
                .route(post().to(preview::show)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/commitment")
                .route(post().to(suggestion::update)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/hide")
                .route(get().to(hiding::ask))
                .route(post().to(hiding::hide)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/merge")
                .route(get().to(merging::ask))
                .route(post().to(merging::merge)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/unmerge")
                .route(get().to(merging::ask_unmerge))
                .route(post().to(merging::unmerge)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/question").route(post().to(question::ask)),
        )
        .service(
            resource("/desk/{agency}/suggestions/{ref}/question/withdraw")
                .route(post().to(question::withdraw)),
        )
        .service(resource("/desk/{agency}/commitments").route(get().to(commitments::show)))
        .service(resource("/desk/{agency}/releases").route(get().to(releases::show)))
        .service(resource("/desk/{agency}/releases/{release}").route(post().to(releases::release)))
        .service(
            resource("/desk/{agency}/releases/{release}/return")
                .route(post().to(releases::send_back)),
        )
        .service(resource("/desk/{agency}/reports").route(get().to(reports::list)))
        .service(
            resource("/desk/{agency}/reports/{ref}")
                .route(get().to(reports::show))
                .route(post().to(reports::keep)),
        )
        // Stewards alone.
        .service(
            resource("/desk/{agency}/suggestions/{ref}/restore")
                .route(get().to(hiding::ask_restore))
                .route(post().to(hiding::restore)),
        );
}

/// What an agency's managers do.
fn managing(cfg: &mut ServiceConfig) {
    cfg.service(
        resource("/desk/{agency}/promises")
            .route(get().to(promises::show))
            .route(post().to(promises::save)),
    )
    .service(
        resource("/desk/{agency}/team")
            .route(get().to(team::show))
            .route(post().to(team::appoint)),
    )
    .service(
        resource("/desk/{agency}/team/{account}/remove")
            .route(get().to(team::ask_remove))
            .route(post().to(team::remove)),
    )
    .service(resource("/desk/{agency}/team/release").route(post().to(releases::set)))
    .service(resource("/desk/{agency}/team/topics/{slug}").route(post().to(team::assign)))
    .service(
        resource("/desk/{agency}/templates")
            .route(get().to(templates::show))
            .route(post().to(templates::add)),
    )
    .service(
        resource("/desk/{agency}/templates/{template}")
            .route(get().to(templates::form))
            .route(post().to(templates::change)),
    )
    .service(
        resource("/desk/{agency}/templates/{template}/retire").route(post().to(templates::retire)),
    )
    .service(resource("/desk/{agency}/topics").route(get().to(topics::show)))
    .service(
        resource("/desk/{agency}/topics/new")
            .route(get().to(topic_editor::new))
            .route(post().to(topic_editor::create)),
    )
    .service(
        resource("/desk/{agency}/topics/{slug}/edit")
            .route(get().to(topic_editor::show))
            .route(post().to(topic_editor::edit)),
    )
    .service(resource("/desk/{agency}/topics/{slug}/preview").route(get().to(topic_preview::show)))
    .service(
        resource("/desk/{agency}/topics/{slug}/links")
            .route(get().to(topic_links::show))
            .route(post().to(topic_links::add)),
    )
    .service(
        resource("/desk/{agency}/topics/{slug}/links/remove").route(post().to(topic_links::remove)),
    )
    .service(
        resource("/desk/{agency}/topics/{slug}/correct")
            .route(get().to(topic_correct::form))
            .route(post().to(topic_correct::correct)),
    )
    .service(
        resource("/desk/{agency}/topics/{slug}/open")
            .route(get().to(topic_running::ask_open))
            .route(post().to(topic_running::open)),
    )
    .service(
        resource("/desk/{agency}/topics/{slug}/extend")
            .route(get().to(topic_running::ask_extend))
            .route(post().to(topic_running::extend)),
    )
    .service(resource("/desk/{agency}/topics/{slug}/close").route(post().to(topic_running::close)))
    .service(
        resource("/desk/{agency}/topics/{slug}/report")
            .route(get().to(topic_outcome::report))
            .route(post().to(topic_outcome::save_report)),
    )
    .service(
        resource("/desk/{agency}/topics/{slug}/conclude")
            .route(get().to(topic_outcome::ask_conclude))
            .route(post().to(topic_outcome::conclude)),
    );
}
