//! The line between the browser and the server: slow, or cut for some addresses.

use serde_json::json;

use super::Page;

impl Page<'_> {
    /// From here on nothing is fetched whose address fits one of these patterns, such as `*.js`.
    pub fn block(&self, patterns: &[&str]) {
        self.call("Network.setBlockedURLs", json!({ "urls": patterns }));
    }

    /// Takes the connection away, or gives it back; the page is told, as by any browser.
    pub fn offline(&self, offline: bool) {
        let line = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1,
            "uploadThroughput": -1 });
        self.call("Network.emulateNetworkConditions", line);
    }

    /// Runs a script in every document from here on, before those of the page.
    pub fn before_documents(&self, script: &str) {
        self.call(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        );
    }

    /// From here on a poor mobile line: a tenth of a second to the first byte, 100 KB a second.
    pub fn slow_line(&self) {
        let line = json!({ "offline": false, "latency": 100, "downloadThroughput": 100_000,
            "uploadThroughput": 50_000 });
        self.call("Network.emulateNetworkConditions", line);
    }
}
