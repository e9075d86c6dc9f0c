//! The line between the browser and the server: slow, or cut for some addresses.

use serde_json::json;

use super::Page;

impl Page<'_> {
    /// From here on nothing is fetched whose address fits one of these patterns, such as `*.js`.
    pub fn block(&self, patterns: &[&str]) {
        self.call("Network.setBlockedURLs", json!({ "urls": patterns }));
    }

    /// From here on a poor mobile line: a tenth of a second to the first byte, 100 KB a second.
    pub fn slow_line(&self) {
        let line = json!({ "offline": false, "latency": 100, "downloadThroughput": 100_000,
            "uploadThroughput": 50_000 });
        self.call("Network.emulateNetworkConditions", line);
    }
}
