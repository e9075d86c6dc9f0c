//! Load by wrk (Debian: wrk), as a signed-in browser makes it.

use std::process::Command;

use tests::support::data::COOKIE;
use tests::support::http::Client;

/// Who asks, and for how long each time.
pub struct Load {
    pub client: Client,
    pub seconds: u32,
}

/// What one run showed.
#[derive(Debug, Clone, Copy)]
pub struct Measured {
    pub per_second: f64,
    /// Half of the answers came within so many milliseconds.
    pub median: f64,
}

impl Load {
    /// Asks for a page over so many connections. Panics when an answer was not a page.
    pub fn run(&self, path: &str, connections: u32) -> Measured {
        let session = self.client.cookie(COOKIE).expect("a session").value;
        let out = Command::new("wrk")
            .arg(format!("-t{}", connections.min(2)))
            .arg(format!("-c{connections}"))
            .arg(format!("-d{}s", self.seconds))
            .args(["--latency", "-H", "Accept-Encoding: gzip, br", "-H"])
            .arg(format!("Cookie: {COOKIE}={session}"))
            .arg(format!("{}{path}", self.client.base()))
            .output()
            .expect("wrk (Debian: apt install wrk)");
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(out.status.success(), "{said}{}", String::from_utf8_lossy(&out.stderr));
        assert!(!said.contains("Non-2xx"), "{path} was not answered well:\n{said}");
        assert!(!said.contains("Socket errors"), "{path} was not answered at all:\n{said}");
        Measured {
            per_second: after(&said, "Requests/sec:").parse().expect("a number"),
            median: milliseconds(after(&said, "50%")),
        }
    }
}

/// The word behind a label.
fn after<'a>(said: &'a str, label: &str) -> &'a str {
    let found = said.lines().find_map(|line| line.trim().strip_prefix(label));
    found.unwrap_or_else(|| panic!("no {label} in:\n{said}")).trim()
}

/// `1.23ms`, `850.00us` or `1.02s` in milliseconds.
fn milliseconds(text: &str) -> f64 {
    let units = [("ms", 1.0), ("us", 0.001), ("s", 1_000.0), ("m", 60_000.0)];
    let read = units.iter().find_map(|(unit, factor)| {
        let number: f64 = text.strip_suffix(unit)?.parse().ok()?;
        Some(number * factor)
    });
    read.unwrap_or_else(|| panic!("not a time: {text}"))
}
