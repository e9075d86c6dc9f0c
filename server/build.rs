//! Embeds what browsers load. `cargo xtask` leaves built assets (minified, compressed, with the
//! islands) in `target/assets`; without them the plain styles and fonts are embedded instead, so
//! that a server built alone still serves everything, only without islands.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("..");
    let built = root.join("target/assets");
    let manifest = built.join("manifest.json");
    println!("cargo:rerun-if-changed={}", manifest.display());
    println!(
        "cargo:rerun-if-changed={}",
        root.join("frontend/style").display()
    );
    println!(
        "cargo:rerun-if-changed={}",
        root.join("frontend/assets").display()
    );
    println!(
        "cargo:rerun-if-changed={}",
        root.join("migrations").display()
    );
    let mut code = String::from("pub static FILES: &[File] = &[\n");
    if manifest.exists() {
        let text = fs::read_to_string(&manifest)?;
        let manifest: serde_json::Value = serde_json::from_str(&text)?;
        for file in manifest
            .get("files")
            .and_then(|files| files.as_array())
            .into_iter()
            .flatten()
        {
            let text = |key: &str| file.get(key).and_then(|v| v.as_str()).unwrap_or_default();
            let has = |key: &str| file.get(key).and_then(|v| v.as_bool()).unwrap_or_default();
            let path = built.join(text("path"));
            let beside = |end: &str| PathBuf::from(format!("{}.{end}", path.display()));
            let br = has("br").then(|| beside("br"));
            let gz = has("gz").then(|| beside("gz"));
            entry(
                &mut code,
                text("name"),
                text("path"),
                text("type"),
                &path,
                br.as_deref(),
                gz.as_deref(),
            );
        }
    } else {
        plain(&mut code, &root)?;
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("assets.rs"), code)
}

fn plain(code: &mut String, root: &Path) -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut style = String::new();
    let mut sheets = list(&root.join("frontend/style"))?;
    sheets.retain(|path| path.extension().is_some_and(|end| end == "css"));
    for sheet in &sheets {
        style.push_str(&fs::read_to_string(sheet)?);
    }
    let mut files = Vec::new();
    for folder in ["", "fonts", "js"] {
        let folder_path = root.join("frontend/assets").join(folder);
        for path in list(&folder_path)? {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let name = match folder {
                "" => name.to_owned(),
                folder => format!("{folder}/{name}"),
            };
            let hashed = hashed(&name, &fs::read(&path)?);
            style = style.replace(&format!("url({name})"), &format!("url({hashed})"));
            files.push((name, hashed, path));
        }
    }
    let sheet = out.join("main.css");
    fs::write(&sheet, &style)?;
    files.push((
        "main.css".to_owned(),
        hashed("main.css", style.as_bytes()),
        sheet,
    ));
    for (name, hashed, path) in &files {
        entry(code, name, hashed, kind(name), path, None, None);
    }
    Ok(())
}

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}

fn hashed(name: &str, bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("{stem}.{:016x}.{end}", hasher.finish())
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

fn entry(
    code: &mut String,
    name: &str,
    path: &str,
    kind: &str,
    file: &Path,
    br: Option<&Path>,
    gz: Option<&Path>,
) {
    let bytes = |path: Option<&Path>| match path {
        Some(path) => format!("Some(include_bytes!({:?}))", path.display().to_string()),
        None => "None".to_owned(),
    };
    let _ = writeln!(
        code,
        "File {{ name: {name:?}, path: {path:?}, kind: {kind:?}, plain: include_bytes!({:?}), br: {}, gz: {} }},",
        file.display().to_string(),
        bytes(br),
        bytes(gz),
    );
}
