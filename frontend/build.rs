//! Makes a function of every word in `locales/{ar,en}.json`, so that a missing or misspelt key,
//! a placeholder that only one language has, or an Arabic plural without its six forms does not
//! compile. Renders the written pages beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, process};

#[path = "build/pages.rs"]
mod pages;

const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn main() {
    println!("cargo:rerun-if-changed=../locales");
    if env::var_os("CARGO_FEATURE_SSR").is_none() {
        return; // Islands get their words as props.
    }
    let mut faults = Vec::new();
    let ar = read("../locales/ar.json", &mut faults);
    let en = read("../locales/en.json", &mut faults);
    let words = pair(&ar, &en, &mut faults);
    let Some(out) = env::var_os("OUT_DIR") else {
        process::exit(1)
    };
    let out = Path::new(&out);
    if let Err(error) = pages::render("../locales/pages", &out.join("pages"), &mut faults) {
        faults.push(format!("pages: {error}"));
    }
    if !faults.is_empty() {
        for fault in &faults {
            println!("cargo:error=locales: {fault}");
        }
        process::exit(1);
    }
    let mut code = String::new();
    modules(&mut code, &words);
    table(&mut code, &words);
    if fs::write(out.join("words.rs"), code).is_err() {
        println!("cargo:error=locales: the generated words cannot be written");
        process::exit(1);
    }
}

/// One thing to say: plain, or in plural forms.
enum Saying {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

/// A saying in both languages, with its placeholders in English order.
struct Word {
    ar: Saying,
    en: Saying,
    slots: Vec<String>,
}

type Flat = BTreeMap<String, String>;

fn read(path: &str, faults: &mut Vec<String>) -> Flat {
    let mut flat = Flat::new();
    let text = fs::read_to_string(path).unwrap_or_default();
    match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(value) => flatten("", &value, &mut flat, faults),
        Err(error) => faults.push(format!("{path}: {error}")),
    }
    for (key, text) in &flat {
        if text.contains(|c: char| matches!(c, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) {
            faults.push(format!("{path}: {key} holds a direction control"));
        }
        let bare = without_slots(text);
        if path.ends_with("ar.json") && bare.contains(['?', ';', ',']) {
            faults.push(format!(
                "{path}: {key} has Latin punctuation (؟ ، ؛ in Arabic)"
            ));
        }
    }
    flat
}

fn flatten(prefix: &str, value: &serde_json::Value, flat: &mut Flat, faults: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                let name = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                flatten(&name, value, flat, faults);
            }
        }
        serde_json::Value::String(text) => {
            flat.insert(prefix.to_owned(), text.clone());
        }
        _ => faults.push(format!("{prefix} is neither words nor a section")),
    }
}

/// Joins plural forms under one key: `days_left_one`, `days_left_other` … become `days_left`.
fn sayings(flat: &Flat) -> BTreeMap<String, Saying> {
    let mut all: BTreeMap<String, Saying> = BTreeMap::new();
    for (key, text) in flat {
        let form = key.rsplit_once('_').filter(|(base, form)| {
            FORMS.contains(form) && flat.contains_key(&format!("{base}_other"))
        });
        match form {
            Some((base, form)) => {
                if let Saying::Plural(forms) = all
                    .entry(base.to_owned())
                    .or_insert_with(|| Saying::Plural(BTreeMap::new()))
                {
                    forms.insert(form.to_owned(), text.clone());
                }
            }
            None => {
                all.insert(key.clone(), Saying::Plain(text.clone()));
            }
        }
    }
    all
}

fn pair(ar: &Flat, en: &Flat, faults: &mut Vec<String>) -> BTreeMap<String, Word> {
    for key in ar.keys().chain(en.keys()) {
        // The two would share one name, and the plural would be lost without a word.
        if let Some((base, _)) = key
            .rsplit_once('_')
            .filter(|(_, form)| FORMS.contains(form))
            && (ar.contains_key(base) || en.contains_key(base))
        {
            faults.push(format!("{base} is both a saying and, by {key}, a plural"));
        }
    }
    let (mut ar, mut en) = (sayings(ar), sayings(en));
    let keys: BTreeSet<String> = ar.keys().chain(en.keys()).cloned().collect();
    let mut words = BTreeMap::new();
    for key in keys {
        let (Some(ar), Some(en)) = (ar.remove(&key), en.remove(&key)) else {
            faults.push(format!("{key} stands in one language only"));
            continue;
        };
        if matches!(ar, Saying::Plural(_)) != matches!(en, Saying::Plural(_)) {
            faults.push(format!("{key} is a plural in one language only"));
        }
        if let Saying::Plural(forms) = &ar {
            for form in FORMS {
                if !forms.contains_key(form) {
                    faults.push(format!("{key} lacks the Arabic form {form}"));
                }
            }
        }
        if let Saying::Plural(forms) = &en
            && !forms.contains_key("one")
        {
            faults.push(format!("{key} lacks the English form one"));
        }
        let (in_ar, in_en) = (slots_of(&ar), slots_of(&en));
        let sorted = |v: &[String]| {
            v.iter()
                .filter(|s| *s != "count")
                .cloned()
                .collect::<BTreeSet<_>>()
        };
        if sorted(&in_ar) != sorted(&in_en) {
            faults.push(format!(
                "{key} has {in_ar:?} in Arabic and {in_en:?} in English"
            ));
        }
        let slots = in_en
            .into_iter()
            .filter(|s| s != "count" || !matches!(en, Saying::Plural(_)))
            .collect();
        words.insert(key, Word { ar, en, slots });
    }
    words
}

fn slots_of(saying: &Saying) -> Vec<String> {
    let mut slots: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        for piece in pieces(text) {
            if let Piece::Slot(name) = piece
                && !slots.contains(&name)
            {
                slots.push(name);
            }
        }
    };
    match saying {
        Saying::Plain(text) => add(text),
        Saying::Plural(forms) => {
            add(forms.get("other").map(String::as_str).unwrap_or_default());
            forms.values().for_each(|text| add(text));
        }
    }
    slots
}

enum Piece {
    Text(String),
    Slot(String),
}

/// Cuts a text at its `{{ name }}` placeholders.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Slot(name.trim().to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

fn without_slots(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Slot(_) => String::new(),
        })
        .collect()
}

/// Nested modules with one function a key.
fn modules(code: &mut String, words: &BTreeMap<String, Word>) {
    let mut open: Vec<&str> = Vec::new();
    for (key, word) in words {
        let mut path: Vec<&str> = key.split('.').collect();
        let Some(name) = path.pop() else { continue };
        while !path.starts_with(&open) {
            open.pop();
            code.push_str("}\n");
        }
        for section in path.iter().skip(open.len()) {
            let _ = writeln!(code, "pub mod {section} {{ use super::Lang;");
        }
        open = path;
        function(code, name, word);
    }
    open.iter().for_each(|_| code.push_str("}\n"));
}

fn function(code: &mut String, name: &str, word: &Word) {
    let doc = match &word.en {
        Saying::Plain(text) => text.clone(),
        Saying::Plural(forms) => forms.get("other").cloned().unwrap_or_default(),
    };
    let doc = doc.replace('\n', " ").replace('[', "\\[");
    let _ = writeln!(code, "/// {doc}");
    if let (Saying::Plain(ar), Saying::Plain(en)) = (&word.ar, &word.en)
        && word.slots.is_empty()
    {
        let _ = writeln!(
            code,
            "pub fn r#{name}(lang: Lang) -> &'static str {{ match lang {{ Lang::Ar => {ar:?}, Lang::En => {en:?} }} }}"
        );
        return;
    }
    let plural = matches!(word.en, Saying::Plural(_));
    let mut parameters = String::from("lang: Lang");
    if plural {
        parameters.push_str(", count: i64");
    }
    for slot in &word.slots {
        let _ = write!(parameters, ", {slot}: impl std::fmt::Display");
    }
    let _ = writeln!(
        code,
        "pub fn r#{name}({parameters}) -> String {{ let mut out = String::new();"
    );
    for slot in &word.slots {
        let _ = writeln!(code, "let {slot} = crate::i18n::isolated(lang, {slot});");
    }
    code.push_str("match lang {\n");
    for (variant, saying) in [("Ar", &word.ar), ("En", &word.en)] {
        let _ = write!(code, "Lang::{variant} => ");
        match saying {
            Saying::Plain(text) => body(code, text),
            Saying::Plural(forms) => {
                code.push_str("match crate::i18n::form(lang, count) {\n");
                let other = forms.get("other").map(String::as_str).unwrap_or_default();
                for form in FORMS {
                    let text = forms.get(form).map(String::as_str).unwrap_or(other);
                    let _ = write!(code, "crate::i18n::Form::{} => ", camel(form));
                    body(code, text);
                }
                code.push_str("}\n");
            }
        }
    }
    code.push_str("}\nout }\n");
}

fn body(code: &mut String, text: &str) {
    code.push_str("{ ");
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => {
                let _ = write!(code, "out.push_str({text:?}); ");
            }
            Piece::Slot(name) if name == "count" => {
                code.push_str("out.push_str(&crate::i18n::number(count)); ");
            }
            Piece::Slot(name) => {
                let _ = write!(code, "out.push_str(&{name}); ");
            }
        }
    }
    code.push_str("}\n");
}

fn camel(form: &str) -> String {
    let mut chars = form.chars();
    chars
        .next()
        .map(|c| c.to_ascii_uppercase().to_string() + chars.as_str())
        .unwrap_or_default()
}

/// A sorted table of plain sayings, for keys known only at run time (error codes).
fn table(code: &mut String, words: &BTreeMap<String, Word>) {
    code.push_str(
        "/// Key, Arabic, English; sorted by key.\npub static TABLE: &[(&str, &str, &str)] = &[\n",
    );
    for (key, word) in words {
        if let (Saying::Plain(ar), Saying::Plain(en)) = (&word.ar, &word.en) {
            let _ = writeln!(code, "({key:?}, {ar:?}, {en:?}),");
        }
    }
    code.push_str("];\n");
}
