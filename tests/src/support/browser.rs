//! A real Chromium, driven over its DevTools protocol, for what only a browser can show: islands,
//! keys, touch, layout in both directions, the content security policy, the accessibility tree.

mod input;
mod keys;
mod line;
mod outline;
mod page;
mod print;
mod view;
mod wire;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use serde_json::{Value, json};

pub use page::Page;
pub use view::View;
use wire::Wire;

use super::guard::{Guard, folder, memory_has_room};

/// Runs the browser until the tests end; see [`Guard`].
const WATCHDOG: &str = r#"
dir=$1
shift
trap '' HUP INT TERM
# The browser leads a process group of its own, helpers included.
setsid "$@" </dev/null &
browser=$!
cat >/dev/null
# Nobody reads the errors any more: saying that the browser was killed would end this shell too.
exec 2>/dev/null
kill -s KILL -- -$browser
wait $browser
# Helpers take a moment to die, and may still write until then.
tries=0
while kill -s 0 -- -$browser 2>/dev/null && [ $tries -lt 250 ]; do tries=$((tries + 1)); sleep 0.02; done
rm -rf "$dir"
"#;

/// Nothing that calls home, and no slowing down of windows that nobody looks at.
const FLAGS: [&str; 15] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    // Letters as wide as the font says, whatever the machine's settings.
    "--font-render-hinting=none",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    "--remote-debugging-port=0",
];

/// A running browser.
pub struct Browser {
    wire: Mutex<Wire>,
    /// Host and port of its DevTools.
    authority: String,
    user_agent: String,
    #[cfg(test)]
    dir: PathBuf,
    _guard: Guard,
}

impl Browser {
    /// The browser that all tests of this binary share, started at first use. Pages do not see each
    /// other's cookies or storage.
    pub fn shared() -> &'static Browser {
        static BROWSER: OnceLock<Browser> = OnceLock::new();
        BROWSER.get_or_init(Browser::start)
    }

    /// Starts a browser of its own, with an empty profile that goes with it.
    pub fn start() -> Browser {
        let dir = folder("sharikuna-browser-");
        let mut command = Command::new("sh");
        command
            .args(["-c", WATCHDOG, "sh"])
            .arg(&dir)
            .arg(program())
            .args(FLAGS);
        command.arg(format!("--user-data-dir={}", dir.display()));
        if !memory_has_room() {
            command.arg("--disable-dev-shm-usage");
        }
        command
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut guard = Guard::start(&mut command);
        let said = BufReader::new(guard.child().stderr.take().expect("its errors"));
        let mut lines = said.lines().map_while(Result::ok);
        let mut seen = String::new();
        let address = lines.by_ref().find_map(|line| {
            seen.push_str(&line);
            seen.push('\n');
            line.strip_prefix("DevTools listening on ")
                .map(|address| address.trim().to_owned())
        });
        // A full pipe would block the browser, so what it says later is read and dropped.
        thread::spawn(move || lines.for_each(drop));
        let address = address.unwrap_or_else(|| panic!("the browser does not start:\n{seen}"));
        let authority = address.split('/').nth(2).expect("host and port").to_owned();
        let mut wire = Wire::open(&address);
        let version = wire.call("Browser.getVersion", json!({}));
        let user_agent = version["userAgent"].as_str().expect("a name").to_owned();
        Browser {
            wire: Mutex::new(wire),
            authority,
            user_agent,
            #[cfg(test)]
            dir,
            _guard: guard,
        }
    }

    /// Opens an empty page in a context of its own, closed when the page is dropped.
    pub fn page(&self, view: View) -> Page<'_> {
        let context = self.call("Target.createBrowserContext", json!({}));
        let context = text(&context["browserContextId"]);
        let target = self.call(
            "Target.createTarget",
            json!({ "url": "about:blank", "browserContextId": context, "newWindow": true,
                "width": view.width, "height": view.height }),
        );
        let address = format!(
            "ws://{}/devtools/page/{}",
            self.authority,
            text(&target["targetId"])
        );
        let page = Page::new(self, context, Wire::open(&address), view.javascript);
        view.apply(&page, &self.user_agent);
        page
    }

    fn close(&self, context: &str) {
        // A page may be dropped while its test fails, also because the browser is gone.
        let mut wire = self.wire.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = wire.try_call(
            "Target.disposeBrowserContext",
            json!({ "browserContextId": context }),
        );
    }

    fn call(&self, method: &str, params: Value) -> Value {
        self.wire
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .call(method, params)
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

fn program() -> PathBuf {
    let path = std::env::var_os("PATH").expect("a PATH");
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names.iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|dir| dir.join(name))
            .find(|program| program.exists())
    });
    found.expect("a browser: chromium, chromium-browser or google-chrome")
}

#[cfg(test)]
mod tests;
