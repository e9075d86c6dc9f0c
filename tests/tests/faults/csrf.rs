//! No route that changes something can be used from a foreign page, whatever its headers say.

use tests::on_both;
use tests::support::app::App;

use super::origin::{FOREIGN, with};
use crate::access::{Body, MATRIX, People, Scene};

on_both!(no_unsafe_route_is_used_from_a_foreign_page);

fn no_unsafe_route_is_used_from_a_foreign_page(app: &App) {
    let people = People::new(app);
    let (mut tried, mut wrong) = (0, Vec::new());
    for (number, row) in MATRIX.iter().enumerate() {
        // Mail programs stop letters from wherever they are: a signed token says who may.
        let by_token = row.pattern == "/{lang}/unsubscribe/{token}";
        if by_token || matches!(row.method, "GET" | "HEAD") {
            continue;
        }
        // Somebody who may: it is the header alone that refuses.
        let able = row.expected.iter().zip(&people.all).rev();
        let Some(account) = able
            .filter(|(status, _)| **status < 400)
            .find_map(|(_, who)| who.as_ref())
        else {
            continue;
        };
        let scene = Scene::new(app, &people, row, number);
        let client = app.signed_in(account);
        let before = app.rows();
        for (site, origin) in FOREIGN {
            for plain in [false, true] {
                let request = client.request(row.method, &scene.path(row.pattern));
                let request = match row.body {
                    // What a foreign form can send as well.
                    _ if plain => request.body("text/plain", b"a=b"),
                    Body::Form(fields) => request.form(&fields(&scene)),
                    Body::List => {
                        request.body("application/json", b"{\"version\":0,\"entries\":[]}")
                    }
                    Body::None => request,
                };
                let status = with(app, request, site, origin).send().status;
                tried += 1;
                if status != 403 {
                    wrong.push(format!(
                        "{} {}: {site:?} {origin:?}: {status}",
                        row.method, row.pattern
                    ));
                }
            }
        }
        if app.rows() != before {
            wrong.push(format!("{} {}: rows changed", row.method, row.pattern));
        }
    }
    assert!(tried > 1_500, "only {tried} requests were tried");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
