//! One DevTools connection: commands out, answers and events in.

use std::collections::VecDeque;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

/// Longer than any wait inside a page, so that the page's own message is the one seen.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Wire {
    socket: WebSocket<TcpStream>,
    last_id: u64,
    /// Events not yet looked at, oldest first.
    events: VecDeque<Value>,
}

impl Wire {
    /// Connects to `ws://host:port/…`.
    pub fn open(address: &str) -> Wire {
        let authority = address.split('/').nth(2).expect("host and port");
        let stream = TcpStream::connect(authority).expect("connect to the browser");
        stream.set_nodelay(true).expect("set nodelay");
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("set a read timeout");
        // A long screenshot is one frame of many megabytes.
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let (socket, _) = tungstenite::client::client_with_config(address, stream, Some(config))
            .expect("open a DevTools connection");
        Wire {
            socket,
            last_id: 0,
            events: VecDeque::new(),
        }
    }

    /// Sends a command and gives its result; panics when the browser refuses it.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.try_call(method, params)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Sends a command and gives its result or the browser's message.
    pub fn try_call(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.last_id += 1;
        let command = json!({ "id": self.last_id, "method": method, "params": params });
        self.socket
            .send(Message::text(command.to_string()))
            .map_err(|e| e.to_string())?;
        loop {
            let mut message = self.read()?;
            if message["id"] == self.last_id {
                return match message["error"]["message"].as_str() {
                    Some(error) => Err(error.to_owned()),
                    None => Ok(message["result"].take()),
                };
            }
            self.events.push_back(message);
        }
    }

    /// The next event, waiting for it if need be.
    pub fn event(&mut self) -> Result<Value, String> {
        match self.events.pop_front() {
            Some(event) => Ok(event),
            None => self.read(),
        }
    }

    /// The events that have already come.
    pub fn take_events(&mut self) -> Vec<Value> {
        self.events.drain(..).collect()
    }

    fn read(&mut self) -> Result<Value, String> {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    return serde_json::from_str(&text).map_err(|e| e.to_string());
                }
                Ok(_) => {}
                Err(error) => return Err(format!("the browser does not answer: {error}")),
            }
        }
    }
}
