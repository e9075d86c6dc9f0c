//! The style sheet: one file out of `frontend/style`, minified, with the served names of what it
//! refers to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Features, Targets};

use super::manifest::Asset;

/// `main.css` out of the folder's style sheets; nothing when the folder has no `main.css`.
pub fn build_styles(folder: &Path, assets: &[Asset]) -> Result<Option<Asset>> {
    let mut sheets = BTreeMap::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "css")
                && let Some(name) = path.file_name().and_then(|name| name.to_str())
            {
                sheets.insert(name.to_owned(), fs::read_to_string(&path)?);
            }
        }
    }
    let Some(main) = sheets.remove("main.css") else {
        return Ok(None);
    };
    let css = with_served_names(&minify(&join(&main, sheets)?)?, assets)?;
    Ok(Some(Asset::new("main.css", css.into_bytes())))
}

/// The main sheet, each line `@import "x.css";` or `@import "x.css" layer(y);` replaced by that
/// sheet, then the sheets it does not import, in the order of their names.
fn join(main: &str, mut sheets: BTreeMap<String, String>) -> Result<String> {
    let mut joined = String::new();
    for line in main.lines() {
        match line.trim().strip_prefix("@import ") {
            Some(import) => {
                let (name, layer) = read_import(import)
                    .with_context(|| format!("main.css: cannot follow `{}`", line.trim()))?;
                let sheet = sheets
                    .remove(name)
                    .with_context(|| format!("main.css imports {name}, which is not there"))?;
                match layer {
                    Some(layer) => joined.push_str(&format!("@layer {layer} {{\n{sheet}\n}}")),
                    None => joined.push_str(&sheet),
                }
            }
            None => joined.push_str(line),
        }
        joined.push('\n');
    }
    for sheet in sheets.into_values() {
        joined.push_str(&sheet);
        joined.push('\n');
    }
    Ok(joined)
}

/// Reads `"x.css";` or `"x.css" layer(y);` as the sheet's name and layer.
fn read_import(import: &str) -> Option<(&str, Option<&str>)> {
    let (name, rest) = import.trim().strip_prefix('"')?.split_once('"')?;
    let rest = rest.trim().strip_suffix(';')?.trim();
    if rest.is_empty() {
        return Some((name, None));
    }
    Some((name, Some(rest.strip_prefix("layer(")?.strip_suffix(')')?)))
}

fn minify(css: &str) -> Result<String> {
    let targets = targets();
    let options = ParserOptions {
        filename: "main.css".into(),
        ..Default::default()
    };
    // The errors borrow the text, so they are turned into words here.
    let mut sheet = StyleSheet::parse(css, options).map_err(|error| {
        let line = error.loc.as_ref().and_then(|place| {
            let line = usize::try_from(place.line).ok()?;
            css.lines().nth(line)
        });
        // The line itself, since its number counts the joined sheets.
        anyhow!(
            "the style sheet: {} in `{}`",
            error.kind,
            line.unwrap_or_default().trim()
        )
    })?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..Default::default()
        })
        .map_err(|error| anyhow!("the style sheet: {}", error.kind))?;
    let printer = PrinterOptions {
        minify: true,
        targets,
        ..Default::default()
    };
    let printed = sheet
        .to_css(printer)
        .map_err(|error| anyhow!("the style sheet: {}", error.kind))?;
    Ok(printed.code)
}

/// The first browsers that know cascade layers. One file serves both directions, so logical
/// properties and `:dir()` stay as written.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    let browsers = Browsers {
        android: version(99, 0),
        chrome: version(99, 0),
        edge: version(99, 0),
        firefox: version(97, 0),
        ios_saf: version(15, 4),
        safari: version(15, 4),
        samsung: version(18, 0),
        ..Default::default()
    };
    Targets {
        browsers: Some(browsers),
        exclude: Features::LogicalProperties | Features::DirSelector,
        ..Default::default()
    }
}

/// Minified CSS in which each `url(name)` of an asset says the name it is served under.
fn with_served_names(css: &str, assets: &[Asset]) -> Result<String> {
    let mut parts = css.split("url(");
    let mut rewritten = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, rest) = part
            .split_once(')')
            .context("main.css: a url( has no end")?;
        let name = inside.trim_matches(['"', '\'']);
        rewritten.push_str("url(");
        if name.starts_with("data:") || name.starts_with('#') {
            rewritten.push_str(inside);
        } else if let Some(asset) = assets.iter().find(|asset| asset.name == name) {
            rewritten.push_str(&asset.path);
        } else {
            bail!("main.css refers to {name}, which is not in frontend/assets");
        }
        rewritten.push(')');
        rewritten.push_str(rest);
    }
    Ok(rewritten)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn font() -> Asset {
        Asset::new("fonts/plain.woff2", b"abc".to_vec())
    }

    #[test]
    fn fonts_are_asked_for_under_their_served_names() {
        let css = "@font-face{src:url(fonts/plain.woff2)format(\"woff2\")}a{b:url(\"fonts/plain.woff2\")}";
        assert_eq!(
            with_served_names(css, &[font()]).unwrap(),
            "@font-face{src:url(fonts/plain.ba7816bf.woff2)format(\"woff2\")}\
             a{b:url(fonts/plain.ba7816bf.woff2)}"
        );
    }

    #[test]
    fn what_is_not_an_asset_is_refused_and_data_is_left_alone() {
        let error = with_served_names("a{b:url(fonts/other.woff2)}", &[font()]).unwrap_err();
        assert!(error.to_string().contains("fonts/other.woff2"), "{error}");
        let data = "a{b:url(data:image/gif;base64,AA==)}";
        assert_eq!(with_served_names(data, &[]).unwrap(), data);
    }

    #[test]
    fn imports_are_followed_in_place_and_the_rest_comes_in_order_of_name() {
        let sheets = [
            ("z.css", "z{}"),
            ("c.css", "c{}"),
            ("b.css", "b{}"),
            ("a.css", "a{}"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
        let main = "@layer one;\n@import \"z.css\" layer(one);\n@import \"c.css\";\nmain{}";
        assert_eq!(
            join(main, sheets.into()).unwrap(),
            "@layer one;\n@layer one {\nz{}\n}\nc{}\nmain{}\na{}\nb{}\n"
        );
    }

    #[test]
    fn an_import_that_cannot_be_followed_is_refused() {
        assert!(join("@import \"gone.css\";", BTreeMap::new()).is_err());
        let sheets = BTreeMap::from([("a.css".to_owned(), String::new())]);
        assert!(join("@import \"a.css\" print;", sheets).is_err());
    }

    #[test]
    fn minified_css_keeps_its_logical_properties() {
        let css = "a { margin-inline-start: 1rem; inset-inline: 0; border-start-end-radius: 2px }\n\
                   a:dir(rtl) { padding-block-end: 0px }";
        assert_eq!(
            minify(css).unwrap(),
            "a{border-start-end-radius:2px;margin-inline-start:1rem;inset-inline:0}\
             a:dir(rtl){padding-block-end:0}"
        );
    }

    #[test]
    fn faulty_css_is_refused_with_its_line() {
        let error = minify("a {\n color: red;\n}\nb { color: } }").unwrap_err();
        assert!(error.to_string().contains("`b { color: } }`"), "{error}");
    }
}
