//! A mail server of the tests' own: it takes letters over real SMTP, and can be in a bad mood.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use server::mail::{Smtp, Tls};

/// How the server is disposed to the next who come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Kind,
    /// Answers nothing at all.
    Silent,
    /// Greets with 421 and goes.
    Closing,
    /// Answers each recipient with this code.
    Says(u16),
    /// Takes the letter, stores it and goes without a word.
    DropsAfterData,
    /// Hangs up at once.
    HangsUp,
}

/// A letter as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub from: String,
    pub to: Vec<String>,
    /// Header and body with single line breaks.
    pub source: String,
}

impl Arrived {
    /// A header's value, folded lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.source.split("\n\n").next().unwrap_or_default();
        let head = head.replace("\n ", " ");
        head.lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    }

    /// The part of a kind such as `text/plain`, decoded.
    pub fn part(&self, kind: &str) -> String {
        let boundary = self.header("Content-Type").expect("a type");
        let boundary = boundary.split("boundary=").nth(1).expect("a boundary");
        let boundary = format!("--{}", boundary.trim_matches('"'));
        let part = self.source.split(&*boundary).find(|part| {
            part.to_lowercase()
                .contains(&format!("content-type: {kind}"))
        });
        let (head, body) = part
            .and_then(|part| part.split_once("\n\n"))
            .unwrap_or_else(|| panic!("no {kind} in {}", self.source));
        let head = head.to_lowercase();
        let bytes = if head.contains("encoding: base64") {
            let body: String = body.split_whitespace().collect();
            STANDARD.decode(body).expect("base64")
        } else if head.contains("encoding: quoted-printable") {
            quoted_printable(body)
        } else {
            body.as_bytes().to_vec()
        };
        String::from_utf8(bytes).expect("UTF-8")
    }
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let body = body.replace("=\n", "");
    let mut bytes = body.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let pair = [bytes.next(), bytes.next()].map(Option::unwrap_or_default);
        let pair = std::str::from_utf8(&pair).expect("two digits");
        out.push(u8::from_str_radix(pair, 16).expect("two digits"));
    }
    out
}

#[derive(Default)]
struct Seen {
    mood: Option<Mood>,
    connections: usize,
    commands: Vec<String>,
    letters: Vec<Arrived>,
    /// Ends of connections that are open, to be cut.
    open: Vec<TcpStream>,
}

#[derive(Default)]
struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
    stopped: AtomicBool,
}

/// A running mail server; dropping it stops it.
pub struct MailServer {
    shared: Arc<Shared>,
    at: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

impl MailServer {
    pub fn start() -> MailServer {
        MailServer::listen(([127, 0, 0, 1], 0).into())
    }

    /// One that was away and is back at the same place.
    pub fn back_at(settings: &Smtp) -> MailServer {
        let host = settings.host.parse().expect("an address");
        MailServer::listen(SocketAddr::new(host, settings.port))
    }

    fn listen(at: SocketAddr) -> MailServer {
        let listener = TcpListener::bind(at).expect("listen");
        let at = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared::default());
        let accepting = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if accepting.stopped.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&accepting);
                thread::spawn(move || {
                    // Whoever hangs up in the middle is not this server's concern.
                    let _ = shared.serve(stream);
                });
            }
        });
        MailServer {
            shared,
            at,
            thread: Some(thread),
        }
    }

    /// What the platform is configured with. `patience` is as short as a test can wait.
    pub fn settings(&self) -> Smtp {
        Smtp {
            host: self.at.ip().to_string(),
            port: self.at.port(),
            tls: Tls::None,
            sign_in: None,
            patience: Duration::from_secs(20),
        }
    }

    /// What those who come from now on meet.
    pub fn mood(&self, mood: Mood) {
        self.shared.seen().mood = Some(mood);
    }

    /// The letters that arrived, in order.
    pub fn letters(&self) -> Vec<Arrived> {
        self.shared.seen().letters.clone()
    }

    /// Everything that was said to it.
    pub fn commands(&self) -> Vec<String> {
        self.shared.seen().commands.clone()
    }

    /// Waits until so many have connected.
    pub fn wait_for(&self, connections: usize) {
        let seen = self.shared.seen();
        let waited =
            self.shared
                .changed
                .wait_timeout_while(seen, Duration::from_secs(30), |seen| {
                    seen.connections < connections
                });
        let (seen, late) = waited.unwrap_or_else(PoisonError::into_inner);
        assert!(!late.timed_out(), "only {} came", seen.connections);
    }

    /// Cuts every open connection.
    pub fn cut(&self) {
        for stream in self.shared.seen().open.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        self.cut();
        // Wakes the thread that waits for the next.
        let _ = TcpStream::connect(self.at);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let mood = {
            let mut seen = self.seen();
            seen.connections += 1;
            seen.open.push(stream.try_clone()?);
            seen.mood.unwrap_or(Mood::Kind)
        };
        self.changed.notify_all();
        let mut lines = BufReader::new(stream.try_clone()?);
        let mut out = stream.try_clone()?;
        let mut say = move |words: &str| out.write_all(format!("{words}\r\n").as_bytes());
        match mood {
            Mood::HangsUp => return stream.shutdown(Shutdown::Both),
            Mood::Silent => {
                let mut nothing = String::new();
                while lines.read_line(&mut nothing)? > 0 {}
                return Ok(());
            }
            Mood::Closing => {
                say("421 closing")?;
                return stream.shutdown(Shutdown::Both);
            }
            _ => say("220 mail.example.org ESMTP")?,
        }
        let (mut from, mut to) = (String::new(), Vec::new());
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end();
            self.seen().commands.push(line.to_owned());
            let verb = line.split([' ', ':']).next().unwrap_or_default();
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    say("250-mail.example.org")?;
                    say("250 8BITMIME")?;
                }
                "MAIL" => {
                    from = in_angles(line);
                    say("250 ok")?;
                }
                "RCPT" => match mood {
                    // The server's words name people: nobody may keep them.
                    Mood::Says(code) => say(&format!("{code} no {} here", in_angles(line)))?,
                    _ => {
                        to.push(in_angles(line));
                        say("250 ok")?;
                    }
                },
                "DATA" => {
                    say("354 go on")?;
                    let source = read_data(&mut lines)?;
                    self.seen().letters.push(Arrived {
                        from: std::mem::take(&mut from),
                        to: std::mem::take(&mut to),
                        source,
                    });
                    if mood == Mood::DropsAfterData {
                        return stream.shutdown(Shutdown::Both);
                    }
                    say("250 taken")?;
                }
                "QUIT" => {
                    say("221 bye")?;
                    return stream.shutdown(Shutdown::Both);
                }
                _ => say("500 what")?,
            }
        }
    }
}

fn in_angles(line: &str) -> String {
    let inner = line
        .split('<')
        .nth(1)
        .and_then(|rest| rest.split('>').next());
    inner.unwrap_or_default().to_owned()
}

fn read_data(lines: &mut impl BufRead) -> std::io::Result<String> {
    let mut source = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end_matches(['\r', '\n']);
        if line == "." {
            return Ok(source);
        }
        source.push_str(line.strip_prefix('.').unwrap_or(line));
        source.push('\n');
    }
}
