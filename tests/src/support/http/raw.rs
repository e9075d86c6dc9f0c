//! Bytes over a connection, without the manners of a client library.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use super::Answer;

/// Sends bytes and reads one answer; see `Client::raw`.
pub fn exchange(authority: &str, bytes: &[u8]) -> Option<Answer> {
    let mut stream = TcpStream::connect(authority).expect("connect");
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .expect("set a read timeout");
    stream
        .set_write_timeout(Some(Duration::from_secs(30)))
        .expect("set a write timeout");
    let mut writer = stream.try_clone().expect("a second handle");
    let mut got = Vec::new();
    thread::scope(|scope| {
        // A server may answer before it has read all and then stop reading, so both at once.
        scope.spawn(move || writer.write_all(bytes));
        let mut piece = [0; 16 * 1024];
        while !is_whole(&got) {
            match stream.read(&mut piece) {
                Ok(0) | Err(_) => break,
                Ok(length) => got.extend_from_slice(&piece[..length]),
            }
        }
        let _ = stream.shutdown(Shutdown::Both);
    });
    parse(&got)
}

fn is_whole(got: &[u8]) -> bool {
    let Some(answer) = parse(got) else {
        return false;
    };
    match answer.header("content-length").map(str::parse::<usize>) {
        Some(Ok(length)) => answer.body.len() >= length,
        _ if is_chunked(&answer) => unchunk(&raw_body(got)).is_some(),
        _ => matches!(answer.status, 204 | 304),
    }
}

fn is_chunked(answer: &Answer) -> bool {
    answer
        .header("transfer-encoding")
        .is_some_and(|coding| coding.contains("chunked"))
}

fn head_length(got: &[u8]) -> Option<usize> {
    got.windows(4).position(|four| four == b"\r\n\r\n")
}

fn raw_body(got: &[u8]) -> Vec<u8> {
    head_length(got)
        .map(|end| got[end + 4..].to_vec())
        .unwrap_or_default()
}

fn parse(got: &[u8]) -> Option<Answer> {
    let head = String::from_utf8_lossy(&got[..head_length(got)?]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer {
        status,
        headers,
        body: raw_body(got),
        path: String::new(),
    };
    if is_chunked(&answer) {
        answer.body = unchunk(&answer.body).unwrap_or(answer.body);
    }
    Some(answer)
}

/// The chunks put together, or `None` while the last one is missing.
fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(line + 2..line + 2 + size)?);
        rest = rest.get(line + 2 + size + 2..)?;
    }
}
