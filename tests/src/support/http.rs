//! A client for journeys over real HTTP: what a browser without script sends, and what only
//! someone with bad intentions does.

mod answer;
mod jar;
mod raw;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

pub use answer::Answer;
pub use jar::Cookie;
use jar::Jar;

/// One visitor: a base address and a cookie jar. Redirects are never followed by themselves.
pub struct Client {
    base: String,
    agent: Agent,
    jar: Mutex<Jar>,
    same_origin: bool,
}

impl Client {
    /// A visitor with an empty jar of the site at `base`, such as `http://127.0.0.1:8080`.
    pub fn new(base: &str) -> Client {
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(60)))
            .accept("*/*")
            .accept_encoding("")
            .proxy(None)
            .build();
        let base = base.trim_end_matches('/').to_owned();
        Client {
            base,
            agent: config.into(),
            jar: Mutex::default(),
            same_origin: true,
        }
    }

    /// The same visitor sending no `Sec-Fetch-Site`, as an old browser or a program does.
    pub fn without_fetch_site(mut self) -> Client {
        self.same_origin = false;
        self
    }

    /// The address of the site.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A request of any method. `path` begins with `/`, or is a whole address on this site.
    pub fn request(&self, method: &str, path: &str) -> Request<'_> {
        let path = path.strip_prefix(&self.base).unwrap_or(path);
        assert!(path.starts_with('/'), "not a path of this site: {path}");
        let mut headers = Vec::new();
        if self.same_origin && !matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE") {
            headers.push(("Sec-Fetch-Site".to_owned(), "same-origin".to_owned()));
        }
        let (method, path) = (method.to_owned(), path.to_owned());
        Request {
            client: self,
            method,
            path,
            headers,
            body: None,
        }
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path).send()
    }

    /// Sends a form as pages do.
    pub fn post_form<V: AsRef<str>>(&self, path: &str, fields: &[(&str, V)]) -> Answer {
        self.request("POST", path).form(fields).send()
    }

    /// Sends JSON as islands and programs do.
    pub fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.request("POST", path).json(body).send()
    }

    /// Sends any bytes as any type.
    pub fn post_raw(&self, path: &str, content_type: &str, body: &[u8]) -> Answer {
        self.request("POST", path).body(content_type, body).send()
    }

    /// Goes where an answer redirects to, and on from there, until an answer stands by itself.
    pub fn follow(&self, mut answer: Answer) -> Answer {
        for _ in 0..5 {
            let Some(location) = answer.location() else {
                return answer;
            };
            answer = self.get(&location);
        }
        panic!(
            "more than five redirects, the last to {:?}",
            answer.location()
        );
    }

    /// Sends bytes as they are over a connection of their own and reads the answer, if any: for
    /// malformed requests, wrong hosts and bodies over the limit. Cookies are left out. `None` when
    /// the connection ends without an answer.
    pub fn raw(&self, bytes: &[u8]) -> Option<Answer> {
        raw::exchange(self.authority(), bytes)
    }

    /// Host and port.
    pub fn authority(&self) -> &str {
        self.base.split("//").last().expect("a host")
    }

    /// A cookie of this visitor as the site set it, with its attributes.
    pub fn cookie(&self, name: &str) -> Option<Cookie> {
        self.jar().get(name)
    }

    /// Puts a cookie into the jar, or takes another's: a stolen session, a forged value.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().take(&format!("{name}={value}; Path=/"));
    }

    /// Forgets all cookies.
    pub fn clear_cookies(&self) {
        *self.jar() = Jar::default();
    }

    fn jar(&self) -> MutexGuard<'_, Jar> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request being put together.
pub struct Request<'a> {
    client: &'a Client,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

impl Request<'_> {
    /// Sets a header, in place of one already there: Host, Origin, Accept-Language …
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Leaves out a header that would be sent by itself.
    pub fn without(mut self, name: &str) -> Self {
        self.headers
            .retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        self
    }

    /// Fields as `application/x-www-form-urlencoded`.
    pub fn form<V: AsRef<str>>(self, fields: &[(&str, V)]) -> Self {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value.as_ref())))
            .collect();
        self.body(
            "application/x-www-form-urlencoded",
            pairs.join("&").as_bytes(),
        )
    }

    /// A JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string().as_bytes())
    }

    /// Any body.
    pub fn body(mut self, content_type: &str, body: &[u8]) -> Self {
        self.body = Some(body.to_vec());
        self.header("Content-Type", content_type)
    }

    /// Sends it and reads the whole answer; panics when there is none within a minute.
    pub fn send(self) -> Answer {
        self.try_send().unwrap_or_else(|error| panic!("{error}"))
    }

    /// [`Request::send`] to a server that may be killed meanwhile.
    ///
    /// # Errors
    /// Why there was no whole answer.
    pub fn try_send(self) -> Result<Answer, String> {
        let address = format!("{}{}", self.client.base, self.path);
        let mut request = ureq::http::Request::builder()
            .method(&*self.method)
            .uri(&address);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(cookies) = self.client.jar().header(&self.path) {
            request = request.header("Cookie", cookies);
        }
        let agent = &self.client.agent;
        // An empty body and none differ: the first says Content-Length: 0.
        let sent = match self.body {
            Some(body) => agent.run(request.body(body).expect("a request")),
            None if self.method == "POST" => agent.run(request.body(vec![]).expect("a request")),
            None => agent.run(request.body(()).expect("a request")),
        };
        let mut sent = sent.map_err(|e| format!("{} {}: {e}", self.method, self.path))?;
        let headers = sent.headers().iter().map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        let headers: Vec<(String, String)> = headers.collect();
        let mut jar = self.client.jar();
        for (_, value) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            jar.take(value);
        }
        drop(jar);
        let body = sent.body_mut().with_config().limit(u64::MAX).read_to_vec();
        let body = body.map_err(|e| format!("{} {}: {e}", self.method, self.path))?;
        Ok(Answer {
            status: sent.status().as_u16(),
            headers,
            body,
            path: self.path,
        })
    }
}

/// Percent-encodes as forms do: a space is `+`.
pub fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests;
