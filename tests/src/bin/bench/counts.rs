//! A million lists: counted in memory, published, and counted again from the files.

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use shared::ids::{Reference, TopicId};
use shared::publication::{Heading, digest, publish};
use shared::suggestion::PublicationState;
use shared::tally::{
    AsGiven, Field, Lists, Positions, Suggestion, Terms, Weights, merkle, shortlist,
};

use crate::now;
use crate::report::Report;

const LISTS: usize = 1_000_000;
const SUGGESTIONS: u32 = 10_000;
const PLACES: usize = 10;
const TERMS: Terms = Terms {
    places: 100,
    least_support: 5,
};
/// Turns of all that is compared; the middle one counts.
const TURNS: usize = 7;
const MEBI: f64 = 1_048_576.0;

/// The word after which this program is the product's own, in a process of its own.
pub const RECOUNT: &str = "recount";

pub fn measure(report: &mut Report, folder: &Path) {
    let suggestions = (0..SUGGESTIONS).map(|number| Suggestion {
        id: number.to_string(),
        reference: Reference::from_bits(number * 7919).to_string(),
        state: PublicationState::Published,
        merged_into: None,
        text: None,
    });
    let field = Field::new(suggestions.collect()).expect("no merges");
    let lists = filled(field.no_lists(PLACES));
    let weights = Weights::harmonic(PLACES);
    println!(
        "\nCounting {} lists with {} entries of {SUGGESTIONS} suggestions in memory, one thread",
        lists.len(),
        lists.entries().len()
    );
    let order = || Positions::of(&lists).order(&weights, TERMS.least_support, &AsGiven);
    let official = order();
    let (mut pass, mut points, mut shorts) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        pass.push(timed(|| sums(&lists)));
        points.push(timed(order));
        shorts.push(timed(|| shortlist(&lists, &official, TERMS)));
    }
    let (pass, points, shorts) = (middle(pass), middle(points), middle(shorts));
    println!("  one pass {pass:.1?}, points with sort {points:.1?}, shortlist of 100 {shorts:.1?}");
    let over = |time: Duration| time.as_secs_f64() / pass.as_secs_f64();
    report.at_most(
        "points with sort ÷ one pass that sums weights",
        over(points),
        5.0,
        "",
    );
    report.at_most(
        "shortlist of 100 ÷ one pass that sums weights",
        over(shorts),
        12.0,
        "",
    );
    recounts(report, folder, (&field, &lists), points + shorts);
}

/// Lists of 1 to 10 suggestions, some of which are far better liked than others; always the same.
fn filled(mut lists: Lists) -> Lists {
    let mut state: u64 = 20_261_123;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut list: Vec<u32> = Vec::new();
    for number in 0..LISTS {
        list.clear();
        while list.len() < number % PLACES + 1 {
            // The square of an even spread: the first hundred stand on a tenth of all entries.
            let even = next() % u64::from(SUGGESTIONS);
            let liked = even * even / u64::from(SUGGESTIONS);
            let one = u32::try_from(liked).expect("an index");
            if !list.contains(&one) {
                list.push(one);
            }
        }
        lists.push(&list).expect("known suggestions");
    }
    lists
}

/// The pass that all else is held against.
fn sums(lists: &Lists) -> Vec<u64> {
    let weights: Vec<u64> = (1..=PLACES as u64).map(|place| 2520 / place).collect();
    let mut sums = vec![0; SUGGESTIONS as usize];
    for list in lists.iter() {
        for (one, weight) in list.iter().zip(&weights) {
            sums[*one as usize] += weight;
        }
    }
    sums
}

fn recounts(report: &mut Report, folder: &Path, of: (&Field, &Lists), count: Duration) {
    let heading = Heading {
        topic: TopicId::parse("0190d5f0-6d3e-7000-8000-000000000001").expect("an id"),
        slug: "million".to_owned(),
        title_ar: String::new(),
        title_en: String::new(),
        number: 1,
        reason: None,
        counted_at: "2026-11-23T00:00:00Z".to_owned(),
        program: "bench".to_owned(),
    };
    let published = publish(&heading, of.0, of.1, TERMS);
    std::fs::create_dir_all(folder).expect("a folder");
    let mut bytes = 0;
    for file in &published.files {
        bytes += file.bytes.len();
        std::fs::write(folder.join(&file.name), &file.bytes).expect("write");
    }
    println!(
        "\nRecounting it from its files ({:.0} MB)",
        bytes as f64 / 1e6
    );
    let names: Vec<&String> = published.files.iter().map(|file| &file.name).collect();
    let read = || -> Vec<String> {
        let one = |name: &&String| digest(&std::fs::read(folder.join(name)).expect("read"));
        names.iter().map(one).collect()
    };
    let lists = published.files.iter().find(|file| file.name == "lists.csv");
    let lines: Vec<&[u8]> = lists.expect("a million lists are published").bytes[..]
        .split(|byte| *byte == b'\n')
        .collect();
    let (mut reads, mut roots, mut whole, mut peak) = (Vec::new(), Vec::new(), Vec::new(), 0.0_f64);
    for _ in 0..TURNS {
        reads.push(timed(read));
        roots.push(timed(|| merkle::by_levels(&lines)));
        let began = now();
        peak = peak.max(run(folder));
        whole.push(began.elapsed());
    }
    let (reads, roots, whole) = (middle(reads), middle(roots), middle(whole));
    let without = whole.as_secs_f64() / (reads + count).as_secs_f64();
    println!(
        "  reading and SHA-256 {reads:.0?}, both orders {count:.0?}, the root over the lists \
         {roots:.0?}, recount {whole:.0?} ({without:.1} times all but the root), {peak:.0} MB"
    );
    let of = whole.as_secs_f64() / (reads + count + roots).as_secs_f64();
    report.at_most("recount ÷ (reading, SHA-256 and the count)", of, 2.0, "");
    report.at_most("recount: peak memory", peak, 500.0, " MB");
}

/// The product's `recount` in a process of its own. Answers its peak memory in MB.
fn run(folder: &Path) -> f64 {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    let output = command
        .arg(RECOUNT)
        .arg(folder)
        .stdin(Stdio::null())
        .output()
        .expect("start it");
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(
        output.status.success() && said.ends_with("\nsame\n"),
        "the recount differs"
    );
    let errors = String::from_utf8(output.stderr).expect("text");
    let peak = errors.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibi: String = peak
        .expect("its peak")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    kibi.parse::<f64>().expect("a number") / 1024.0 * MEBI / 1e6
}

/// Recounts as the product does, and says how much memory that took.
pub fn recount() -> ExitCode {
    let code = server::cli::run();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM:")) {
        eprintln!("{line}");
    }
    code
}

fn timed<T>(work: impl Fn() -> T) -> Duration {
    let began = now();
    black_box(work());
    began.elapsed()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
