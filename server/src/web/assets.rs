//! Styles, fonts, scripts and the islands, embedded in the program under names that change with
//! their content, so that browsers may keep them for good.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::layout::AssetUrls;

use super::error::Failure;

/// One embedded file.
pub struct File {
    pub name: &'static str,
    pub path: &'static str,
    pub kind: &'static str,
    pub plain: &'static [u8],
    pub br: Option<&'static [u8]>,
    pub gz: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Where pages find their files.
pub fn urls() -> AssetUrls {
    let url = |name: &str| {
        FILES
            .iter()
            .find(|file| file.name == name)
            .map(|file| format!("/assets/{}", file.path))
    };
    AssetUrls {
        style: url("main.css").unwrap_or_default(),
        arabic_font: url("fonts/plex-arabic-arabic-400.woff2").unwrap_or_default(),
        icon: url("icon.svg").unwrap_or_default(),
        touch_icon: url("touch-icon.png").unwrap_or_default(),
        start: url("js/start.js").unwrap_or_default(),
        draft: url("js/draft.js").unwrap_or_default(),
        desk: url("js/desk.js").unwrap_or_default(),
        answer: url("js/answer.js").unwrap_or_default(),
        work: url("js/work.js").unwrap_or_default(),
        islands: url("islands.js"),
        wasm: url("islands_bg.wasm"),
    }
}

/// Whether the islands were built in.
pub fn has_islands() -> bool {
    FILES.iter().any(|file| file.name == "islands_bg.wasm")
}

/// `GET /assets/{path}`
///
/// # Errors
/// Not found for any other name than the current ones.
pub async fn get(req: HttpRequest, path: web::Path<String>) -> Result<HttpResponse, Failure> {
    let file = FILES
        .iter()
        .find(|file| file.path == path.as_str())
        .ok_or_else(Failure::not_found)?;
    let takes = |coding: &str| {
        req.headers()
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.split(',').any(|one| one.trim().starts_with(coding)))
    };
    let (bytes, coding) = match (file.br, file.gz) {
        (Some(br), _) if takes("br") => (br, Some("br")),
        (_, Some(gz)) if takes("gzip") => (gz, Some("gzip")),
        _ => (file.plain, None),
    };
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, file.kind))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    if file.br.is_some() || file.gz.is_some() {
        answer.insert_header((header::VARY, "Accept-Encoding"));
    }
    if let Some(coding) = coding {
        answer.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(coding)));
    }
    Ok(answer.body(bytes))
}
