//! A real PostgreSQL for the tests: one server per test binary, a fresh database per test.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::guard::{Guard, folder, folder_on_disk};

/// Makes the cluster, starts the server, says `ready`, waits for the tests to end, cleans up.
/// Only initdb skips syncing; the server itself runs with fsync on, as in earnest.
const WATCHDOG: &str = r#"
bin=$1 dir=$2 port=$3
trap '' HUP INT TERM
new() {
    "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale="$1" --no-sync
}
{ new C.UTF-8 || { rm -rf "$dir/data"; new C; }; } >"$dir/log" 2>&1
"$bin/postgres" -D "$dir/data" -c port="$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories="$dir" -c max_connections=200 -c timezone=UTC \
    >>"$dir/log" 2>&1 &
server=$!
tries=0
until "$bin/pg_isready" -q -h "$dir" -p "$port"; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ] || ! kill -0 $server 2>/dev/null; then
        tail -n 20 "$dir/log"
        kill -QUIT $server 2>/dev/null
        rm -rf "$dir"
        exit 1
    fi
    sleep 0.05
done
echo ready
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$dir"
"#;

/// A running server.
pub struct Server {
    bin: PathBuf,
    dir: PathBuf,
    port: u16,
    // Dropping it stops the server.
    _guard: Guard,
}

impl Server {
    /// Starts a server of its own; most tests want [`database`] or [`template`], which share one.
    pub fn start() -> Server {
        Server::start_in(folder)
    }

    /// One whose files are on a disk: in memory a durable commit costs nothing.
    pub fn start_on_disk() -> Server {
        Server::start_in(folder_on_disk)
    }

    fn start_in(folder: fn(&str) -> PathBuf) -> Server {
        let bin = programs();
        let mut said = String::new();
        // Between finding a free port and using it another process may take it.
        for _ in 0..5 {
            let port = free_port();
            let dir = folder("sharikuna-postgres-");
            let mut command = Command::new("sh");
            command
                .args(["-c", WATCHDOG, "sh"])
                .arg(&bin)
                .arg(&dir)
                .arg(port.to_string());
            command
                .current_dir("/")
                .stdout(Stdio::piped())
                .stderr(Stdio::null());
            become_postgres(&mut command, &dir);
            let mut guard = Guard::start(&mut command);
            let mut out = BufReader::new(guard.child().stdout.take().expect("its output"));
            let mut line = String::new();
            out.read_line(&mut line).expect("read from the watchdog");
            if line.trim() == "ready" {
                return Server {
                    bin,
                    dir,
                    port,
                    _guard: guard,
                };
            }
            said = line;
            out.read_to_string(&mut said)
                .expect("read from the watchdog");
        }
        panic!("PostgreSQL does not start:\n{said}");
    }

    /// The address of a database on this server.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Runs pgbench, which comes with the server, with these arguments before the database, and
    /// gives what it prints. Panics with its message when it fails.
    pub fn pgbench(&self, database: &str, arguments: &[&str]) -> String {
        let out = Command::new(self.bin.join("pgbench"))
            .env_clear()
            .args(["-U", "postgres", "-h"])
            .arg(&self.dir)
            .args(["-p", &self.port.to_string()])
            .args(arguments)
            .arg(database)
            .output()
            .expect("run pgbench");
        let error = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "pgbench: {error}");
        String::from_utf8(out.stdout).expect("text from pgbench")
    }

    /// Runs SQL on a database as its superuser and gives what it prints, one row a line, columns
    /// parted by `|`. Panics with the server's message when it fails.
    pub fn run(&self, database: &str, sql: &str) -> String {
        let out = Command::new(self.bin.join("psql"))
            .env_clear()
            .args([
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-U",
                "postgres",
            ])
            .arg("-h")
            .arg(&self.dir)
            .args(["-p", &self.port.to_string(), "-d", database, "-c", sql])
            .output()
            .expect("run psql");
        let error = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "{sql}\n{error}");
        String::from_utf8(out.stdout)
            .expect("text from psql")
            .trim_end()
            .to_owned()
    }
}

/// The server that all tests of this binary share, started at first use.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

/// A database of one test, removed with its connections when dropped.
pub struct Database {
    name: String,
}

impl Database {
    /// Its address, as `DATABASE_URL` takes it.
    pub fn url(&self) -> String {
        server().url(&self.name)
    }

    /// Runs SQL on it behind the program's back; see [`Server::run`].
    pub fn run(&self, sql: &str) -> String {
        server().run(&self.name, sql)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // While a test unwinds a second panic would abort the others.
        if !std::thread::panicking() {
            server().run(
                "postgres",
                &format!("DROP DATABASE \"{}\" WITH (FORCE)", self.name),
            );
        }
    }
}

/// A new empty database.
pub fn database() -> Database {
    copy_of("template0")
}

/// A filled database to copy from.
pub struct Template {
    name: String,
}

impl Template {
    /// A new copy of it.
    pub fn database(&self) -> Database {
        copy_of(&self.name)
    }
}

/// The template of this name; the first to ask fills it through `fill`, which is given its address
/// and has closed its connections when it returns. If `fill` panics the next to ask tries again.
pub fn template(name: &str, fill: impl FnOnce(&str)) -> Template {
    static MADE: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let template = Template {
        name: format!("template_{name}"),
    };
    if !made.contains(&template.name) {
        let (server, name) = (server(), &template.name);
        server.run(
            "postgres",
            &format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"),
        );
        server.run(
            "postgres",
            &format!("CREATE DATABASE \"{name}\" TEMPLATE template0"),
        );
        fill(&server.url(name));
        // A stray connection would make every copy fail, so none is let in any more.
        server.run(
            "postgres",
            &format!("ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS false"),
        );
        made.insert(template.name.clone());
    }
    template
}

fn copy_of(template: &str) -> Database {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    server().run(
        "postgres",
        &format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\""),
    );
    Database { name }
}

/// The folder of the newest installed server's programs.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists() && bin.join("postgres").exists())
        .collect();
    found.sort();
    let newest = found.pop().map(|(_, bin)| bin);
    newest
        .or_else(on_path)
        .expect("PostgreSQL's server programs (Debian: postgresql)")
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter_map(|dir| dir.join("initdb").canonicalize().ok())
        .filter_map(|initdb| initdb.parent().map(Path::to_path_buf))
        .find(|bin| bin.join("postgres").exists())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
    listener.local_addr().expect("its address").port()
}

/// PostgreSQL refuses to run as root: then the account `postgres` of its package runs it.
fn become_postgres(command: &mut Command, dir: &Path) {
    // We have just made the folder, so it belongs to whom we are.
    if std::fs::metadata(dir).expect("the folder").uid() != 0 {
        return;
    }
    let accounts = std::fs::read_to_string("/etc/passwd").expect("read the accounts");
    let account = accounts.lines().find(|line| line.starts_with("postgres:"));
    let fields: Vec<&str> = account.expect("an account postgres").split(':').collect();
    let (uid, gid) = (
        fields[2].parse().expect("uid"),
        fields[3].parse().expect("gid"),
    );
    chown(dir, Some(uid), Some(gid)).expect("hand the folder to postgres");
    command.uid(uid).gid(gid);
}

#[cfg(test)]
mod tests;
