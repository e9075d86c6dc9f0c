//! A page: going somewhere, asking it things, waiting for it, looking at it.

use std::cell::{Cell, RefCell};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::wire::Wire;
use super::{Browser, text};

/// An open page with cookies and storage of its own. Commands panic with the browser's message when
/// they cannot be carried out.
pub struct Page<'a> {
    browser: &'a Browser,
    context: String,
    wire: RefCell<Wire>,
    frame: String,
    /// Whether the page's scripts run.
    pub(super) scripts: bool,
    /// The document shown; changes with each load.
    loader: RefCell<String>,
    status: Cell<Option<u16>>,
    /// The requests for documents, by their id.
    documents: RefCell<Vec<String>>,
    problems: RefCell<Vec<String>>,
    /// Width and height, and whether it is a phone's.
    pub(super) window: Cell<Option<(u32, u32, bool)>>,
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        self.browser.close(&self.context);
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(
        browser: &'a Browser,
        context: String,
        mut wire: Wire,
        scripts: bool,
    ) -> Page<'a> {
        let domains = ["Page", "Runtime", "Log", "Network", "DOM", "Accessibility"];
        for domain in domains {
            wire.call(&format!("{domain}.enable"), json!({}));
        }
        wire.call("Page.setLifecycleEventsEnabled", json!({ "enabled": true }));
        let tree = wire.call("Page.getFrameTree", json!({}));
        let frame = &tree["frameTree"]["frame"];
        let (id, loader) = (text(&frame["id"]), text(&frame["loaderId"]));
        Page {
            browser,
            context,
            wire: RefCell::new(wire),
            frame: id,
            scripts,
            loader: RefCell::new(loader),
            status: Cell::new(None),
            documents: RefCell::default(),
            problems: RefCell::default(),
            window: Cell::new(None),
        }
    }

    /// Goes to an address and waits until it has loaded.
    #[track_caller]
    pub fn goto(&self, url: &str) {
        let went = self.call("Page.navigate", json!({ "url": url }));
        if let Some(error) = went["errorText"].as_str() {
            panic!("{url}: {error}");
        }
        // Without a new document it was a move within the page.
        if let Some(loader) = went["loaderId"].as_str() {
            self.until_loaded(|new| new == loader);
        }
    }

    /// Does something that leads to another document, such as pressing a form's button, and waits
    /// until that has loaded.
    #[track_caller]
    pub fn loading(&self, act: impl FnOnce(&Page<'a>)) {
        let before = self.loader.borrow().clone();
        act(self);
        self.until_loaded(|new| new != before);
    }

    /// The HTTP status of the document shown.
    pub fn status(&self) -> Option<u16> {
        self.status.get()
    }

    /// The address shown.
    pub fn url(&self) -> String {
        text(&self.eval("location.href"))
    }

    /// The value of a JavaScript expression, awaited if it is a promise; panics when it throws.
    #[track_caller]
    pub fn eval(&self, js: &str) -> Value {
        self.try_eval(js)
            .unwrap_or_else(|error| panic!("{js}: {error}"))
    }

    /// Runs a whole script in the page, past its content security policy; panics when it throws.
    #[track_caller]
    pub fn inject(&self, script: &str) {
        // The value of a script may be what cannot be sent, and the script itself is long to print.
        let run = format!("{script}\n;1");
        if let Err(error) = self.try_eval(&run) {
            panic!("a script that was put in: {error}");
        }
    }

    /// Waits until a JavaScript expression is true, looking at every change and every frame, for up
    /// to ten seconds; then panics. It may hold only in a document that is yet to come. On a page
    /// without scripts nothing changes by itself, so it is looked at once.
    #[track_caller]
    pub fn wait_for(&self, condition: &str) {
        if !self.scripts {
            let met = self.eval(&format!("Boolean({condition})"));
            assert_eq!(met, true, "waiting without scripts for {condition}");
            return;
        }
        let watch = WATCH.replace("CONDITION", condition);
        // A document that goes away takes its watch with it; the next one is watched anew.
        for _ in 0..10 {
            match self.try_eval(&watch) {
                Ok(_) => return,
                Err(gone) if gone.contains("navigated") || gone.contains("context") => {}
                Err(error) => panic!("waiting for {condition}: {error}"),
            }
        }
        panic!("waiting for {condition}: the page keeps changing");
    }

    /// The page as it stands now.
    pub fn html(&self) -> String {
        text(&self.eval("document.documentElement.outerHTML"))
    }

    /// Shows no scrollbars on the pages that are opened from now on.
    pub fn hide_scrollbars(&self) {
        self.call("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
    }

    /// Writes what is seen, or the page from top to bottom, as PNG.
    pub fn screenshot(&self, path: &Path, full_page: bool) {
        let mut how = json!({ "format": "png" });
        if full_page {
            let size = self.call("Page.getLayoutMetrics", json!({}))["cssContentSize"].take();
            // What the window holds whole is taken as it is seen: asked for beyond the window, a page
            // that runs from the right would be taken from beside it.
            if size["height"].as_f64() > self.eval("innerHeight").as_f64() {
                how = json!({ "format": "png", "captureBeyondViewport": true, "clip": { "x": 0, "y": 0,
                    "width": size["width"], "height": size["height"], "scale": 1 } });
            }
        }
        let shot = self.call("Page.captureScreenshot", how);
        let png = STANDARD.decode(text(&shot["data"])).expect("base64");
        std::fs::write(path, png).expect("write a screenshot");
    }

    /// Sets a cookie for a site, such as a session taken from an HTTP client.
    pub fn set_cookie(&self, site: &str, name: &str, value: &str) {
        let set = self.call(
            "Network.setCookie",
            json!({ "url": site, "name": name, "value": value }),
        );
        assert_eq!(
            set["success"], true,
            "the browser refuses the cookie {name}"
        );
    }

    /// The value of a cookie that the page shown would send.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.call("Network.getCookies", json!({}));
        let found = cookies["cookies"]
            .as_array()?
            .iter()
            .find(|cookie| cookie["name"] == name)?;
        Some(text(&found["value"]))
    }

    /// The nodes of the browser's accessibility tree, as assistive technology gets them.
    pub fn accessibility_tree(&self) -> Vec<Value> {
        let mut tree = self.call("Accessibility.getFullAXTree", json!({}));
        match tree["nodes"].take() {
            Value::Array(nodes) => nodes,
            other => panic!("not a tree: {other}"),
        }
    }

    /// The beginning of the markup of a node of that tree, by its `backendDOMNodeId`.
    pub fn markup(&self, backend_node: &Value) -> String {
        let params = json!({ "backendNodeId": backend_node });
        let html = self.call("DOM.getOuterHTML", params);
        text(&html["outerHTML"]).chars().take(160).collect()
    }

    /// What went wrong on this page since it was opened: uncaught exceptions, errors on the console,
    /// resources that did not load, violations of the content security policy. A document that
    /// answers 4xx by intent is not among them.
    pub fn problems(&self) -> Vec<String> {
        // What has happened so far is reported before the answer to a command.
        if self.scripts {
            let _ = self.try_eval(SETTLE);
        }
        self.call("Page.getFrameTree", json!({}));
        self.problems.borrow().clone()
    }

    pub(super) fn call(&self, method: &str, params: Value) -> Value {
        let result = self.wire.borrow_mut().call(method, params);
        self.note_events();
        result
    }

    fn try_eval(&self, js: &str) -> Result<Value, String> {
        let params = json!({ "expression": js, "awaitPromise": true, "returnByValue": true,
            "userGesture": true });
        let answer = self.wire.borrow_mut().try_call("Runtime.evaluate", params);
        self.note_events();
        let mut answer = answer?;
        let thrown = &answer["exceptionDetails"];
        if thrown.is_null() {
            return Ok(answer["result"]["value"].take());
        }
        let message = &thrown["exception"]["description"];
        Err(message
            .as_str()
            .map_or_else(|| thrown.to_string(), str::to_owned))
    }

    #[track_caller]
    fn until_loaded(&self, is_meant: impl Fn(&str) -> bool) {
        while !is_meant(&self.loader.borrow()) {
            let event = self.wire.borrow_mut().event();
            self.note(&event.unwrap_or_else(|error| {
                // Whether what should have led on was pressed at all.
                let stands = self.try_eval(STANDS);
                panic!("waiting for a page: {error}; there stands {stands:?}")
            }));
        }
    }

    fn note_events(&self) {
        let events = self.wire.borrow_mut().take_events();
        events.iter().for_each(|event| self.note(event));
    }

    fn note(&self, event: &Value) {
        let params = &event["params"];
        let problem = match event["method"].as_str().unwrap_or_default() {
            "Page.lifecycleEvent"
                if params["name"] == "load" && params["frameId"] == self.frame =>
            {
                *self.loader.borrow_mut() = text(&params["loaderId"]);
                return;
            }
            "Network.responseReceived"
                if params["type"] == "Document" && params["frameId"] == self.frame =>
            {
                let status = params["response"]["status"].as_u64();
                self.documents.borrow_mut().push(text(&params["requestId"]));
                self.status
                    .set(status.and_then(|status| status.try_into().ok()));
                return;
            }
            "Runtime.exceptionThrown" => {
                let details = &params["exceptionDetails"];
                let thrown = details["exception"]["description"].as_str();
                thrown
                    .unwrap_or(details["text"].as_str().unwrap_or_default())
                    .to_owned()
            }
            "Runtime.consoleAPICalled"
                if params["type"] == "error" || params["type"] == "assert" =>
            {
                params["args"].to_string()
            }
            "Log.entryAdded" if params["entry"]["level"] == "error" => {
                let (said, of) = (&params["entry"]["text"], &params["entry"]["url"]);
                // A form that comes back with 422 is logged like a missing picture.
                if params["entry"]["source"] == "network" && self.is_document(params) {
                    return;
                }
                format!(
                    "{} {}",
                    said.as_str().unwrap_or_default(),
                    of.as_str().unwrap_or_default()
                )
            }
            _ => return,
        };
        self.problems.borrow_mut().push(problem);
    }

    fn is_document(&self, params: &Value) -> bool {
        let request = &params["entry"]["networkRequestId"];
        self.documents
            .borrow()
            .iter()
            .any(|loader| request == loader)
    }
}

/// Two frames: by then what scripts and the security policy reported has been sent.
const SETTLE: &str =
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

const STANDS: &str = "`${location.href}, ${document.readyState}, with the focus on ` +
    document.activeElement?.outerHTML.slice(0, 200)";

const WATCH: &str = "new Promise((met, failed) => {
    let ended = false, thrown = '';
    const look = () => {
        if (ended) return;
        try {
            if (!(CONDITION)) return;
        } catch (error) {
            thrown = String(error);
            return;
        }
        ended = true;
        observer.disconnect();
        met(true);
    };
    const observer = new MutationObserver(look);
    observer.observe(document,
        { subtree: true, childList: true, attributes: true, characterData: true });
    const frame = () => { look(); if (!ended) requestAnimationFrame(frame); };
    frame();
    setTimeout(() => {
        ended = true;
        observer.disconnect();
        failed(new Error('not within ten seconds ' + thrown));
    }, 10000);
})";
