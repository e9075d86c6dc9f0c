//! The load generator.

use std::path::Path;
use std::process::Command;

/// What one run sends.
#[derive(Debug, Clone)]
pub struct Load<'a> {
    pub url: String,
    /// `name=value` of the session.
    pub cookie: &'a str,
    pub connections: u32,
    pub seconds: u32,
}

/// What one run measured.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measured {
    pub per_second: f64,
    /// The median time of an answer, in milliseconds.
    pub p50: f64,
    /// The longest time of an answer, in milliseconds.
    pub worst: f64,
    /// Processor time of this process for one answer, in milliseconds; none where the system
    /// does not tell.
    pub cpu: Option<f64>,
}

impl Load<'_> {
    /// Runs it; panics when wrk cannot be run or an answer was not 200.
    pub fn run(&self) -> Measured {
        let mut command = Command::new("wrk");
        command
            .arg("-t1")
            .arg(format!("-c{}", self.connections))
            .args(["-H", "Accept-Encoding: gzip, deflate, br"])
            .args(["-H", &format!("Cookie: {}", self.cookie)]);
        measured(command, &self.url, self.seconds)
    }
}

/// Sends what a script makes up, from so many connections, each with a thread and a script of its
/// own.
pub fn scripted(url: &str, script: &Path, connections: u32, seconds: u32) -> Measured {
    let mut command = Command::new("wrk");
    command
        .arg(format!("-t{connections}"))
        .arg(format!("-c{connections}"))
        .arg("-s")
        .arg(script);
    measured(command, url, seconds)
}

/// Panics when wrk cannot be run or an answer was not 200.
fn measured(mut command: Command, url: &str, seconds: u32) -> Measured {
    let before = cpu_milliseconds();
    let output = command
        .arg(format!("-d{seconds}s"))
        .arg("--latency")
        .arg(url)
        .output()
        .expect("run wrk");
    let after = cpu_milliseconds();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let sound = output.status.success()
        && !said.contains("Non-2xx or 3xx responses")
        && !said.contains("Socket errors");
    assert!(
        sound,
        "wrk on {url}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut measured = read(&said).expect("wrk's figures");
    let answers = said
        .lines()
        .find_map(|line| line.trim_start().split_once(" requests in "))
        .and_then(|(answers, _)| answers.parse::<f64>().ok())
        .expect("how many answers there were");
    let cpu = after.zip(before);
    measured.cpu = cpu.map(|(after, before)| (after - before) / answers);
    measured
}

fn read(said: &str) -> Option<Measured> {
    let line = |start: &str| {
        said.lines()
            .find_map(|line| line.trim_start().strip_prefix(start))
            .map(str::trim)
    };
    // Average, standard deviation, maximum, and how many are near the average.
    let worst = line("Latency   ")?.split_whitespace().nth(2)?;
    Some(Measured {
        per_second: line("Requests/sec:")?.parse().ok()?,
        p50: milliseconds(line("50%")?)?,
        worst: milliseconds(worst)?,
        cpu: None,
    })
}

fn milliseconds(time: &str) -> Option<f64> {
    let (digits, factor) = if let Some(digits) = time.strip_suffix("us") {
        (digits, 0.001)
    } else if let Some(digits) = time.strip_suffix("ms") {
        (digits, 1.0)
    } else {
        (time.strip_suffix('s')?, 1000.0)
    };
    Some(digits.parse::<f64>().ok()? * factor)
}

/// Processor time of this process so far. Linux counts it in hundredths of a second.
fn cpu_milliseconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold spaces; user and system time are fields 14 and 15 of all.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<f64>);
    Some((times.next()?.ok()? + times.next()?.ok()?) * 10.0)
}
