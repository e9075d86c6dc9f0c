//! A form as a browser without script keeps and sends it.

use super::{Document, Node};
use crate::support::http::{Answer, Client, Request, encode};

/// A form, what stands in it, and where it goes.
///
/// The browser's own checks (`required`, `maxlength` …) are not made: the server may not lean on
/// them.
#[derive(Debug, Clone)]
pub struct Form {
    method: String,
    action: String,
    fields: Vec<Field>,
    buttons: Vec<Button>,
}

#[derive(Debug, Clone)]
struct Field {
    name: String,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Hidden(String),
    Text {
        value: String,
        readonly: bool,
    },
    /// A checkbox or a radio button; a name may have several.
    Tick {
        value: String,
        ticked: bool,
        radio: bool,
    },
    Choice {
        options: Vec<String>,
        chosen: Vec<String>,
        multiple: bool,
    },
}

#[derive(Debug, Clone)]
struct Button {
    name: Option<String>,
    value: String,
    method: Option<String>,
    action: Option<String>,
}

impl Form {
    pub(super) fn read(document: &Document, form: Node<'_>) -> Form {
        assert!(form.is("form"), "not a form: {}", form.html());
        assert!(
            !form.is("[enctype^=multipart]"),
            "forms with files are not read here"
        );
        let mut read = Form {
            method: form.attr("method").unwrap_or("get").to_ascii_uppercase(),
            action: document.resolve(form.attr("action").unwrap_or_default()),
            fields: Vec::new(),
            buttons: Vec::new(),
        };
        for control in document.all("input, textarea, select, button") {
            if belongs(control, form) && !is_disabled(control) {
                read.add(document, control);
            }
        }
        read
    }

    /// The name and value pairs that would be sent, in order, without any button's.
    pub fn fields(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for Field { name, kind } in &self.fields {
            let values = match kind {
                Kind::Hidden(value) | Kind::Text { value, .. } => vec![value.clone()],
                Kind::Tick {
                    value,
                    ticked: true,
                    ..
                } => vec![value.clone()],
                Kind::Tick { .. } => vec![],
                Kind::Choice { chosen, .. } => chosen.clone(),
            };
            pairs.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        pairs
    }

    /// The value that would be sent under a name; panics when there is not exactly one.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        let mut values: Vec<String> = self
            .fields()
            .into_iter()
            .filter(|(key, _)| key == name)
            .map(|pair| pair.1)
            .collect();
        assert!(values.len() == 1, "{name} has {values:?}");
        values.remove(0)
    }

    /// Types into a field, chooses an option or a radio button by its value, or ticks the box of
    /// that value. Panics when a person could not: no such field or value, hidden, read-only.
    #[track_caller]
    pub fn set(mut self, name: &str, value: &str) -> Form {
        let mut done = false;
        for Field { kind, .. } in self.fields.iter_mut().filter(|field| field.name == name) {
            match kind {
                Kind::Text {
                    value: kept,
                    readonly: false,
                } => {
                    *kept = value.to_owned();
                    done = true;
                }
                Kind::Tick {
                    value: own,
                    ticked,
                    radio,
                } => {
                    let this = own == value;
                    *ticked = this || (*ticked && !*radio);
                    done |= this;
                }
                Kind::Choice {
                    options,
                    chosen,
                    multiple,
                } if options.iter().any(|o| o == value) => {
                    if !*multiple {
                        chosen.clear();
                    }
                    chosen.push(value.to_owned());
                    done = true;
                }
                _ => {}
            }
        }
        assert!(
            done,
            "nobody can set {name} to {value} in {:?}",
            self.fields
        );
        self
    }

    /// Unticks all boxes of that name, or unchooses all options of a multiple choice.
    #[track_caller]
    pub fn clear(mut self, name: &str) -> Form {
        let mut done = false;
        for Field { kind, .. } in self.fields.iter_mut().filter(|field| field.name == name) {
            match kind {
                Kind::Tick {
                    ticked,
                    radio: false,
                    ..
                } => *ticked = false,
                Kind::Choice {
                    chosen,
                    multiple: true,
                    ..
                } => chosen.clear(),
                Kind::Text {
                    value,
                    readonly: false,
                } => value.clear(),
                _ => continue,
            }
            done = true;
        }
        assert!(done, "nobody can clear {name} in {:?}", self.fields);
        self
    }

    /// Sends what the page does not offer: a changed hidden value, a further field.
    pub fn forge(mut self, name: &str, value: &str) -> Form {
        self.fields.retain(|field| field.name != name);
        self.fields.push(Field {
            name: name.to_owned(),
            kind: Kind::Hidden(value.to_owned()),
        });
        self
    }

    /// Leaves a field out, as a forger would.
    pub fn omit(mut self, name: &str) -> Form {
        self.fields.retain(|field| field.name != name);
        self
    }

    /// Sends the form by its first button, as Enter does.
    pub fn submit(&self, client: &Client) -> Answer {
        self.request(client, self.buttons.first()).send()
    }

    /// Sends the form by the button of that name and value.
    #[track_caller]
    pub fn press(&self, client: &Client, name: &str, value: &str) -> Answer {
        let pressed = self
            .buttons
            .iter()
            .find(|b| b.name.as_deref() == Some(name) && b.value == value);
        let pressed = pressed.unwrap_or_else(|| panic!("no {name}={value} in {:?}", self.buttons));
        self.request(client, Some(pressed)).send()
    }

    /// The request that [`Form::submit`] sends, to add headers to.
    pub fn to_request<'a>(&self, client: &'a Client) -> Request<'a> {
        self.request(client, self.buttons.first())
    }

    fn request<'a>(&self, client: &'a Client, button: Option<&Button>) -> Request<'a> {
        let mut pairs = self.fields();
        let (mut method, mut action) = (&self.method, &self.action);
        if let Some(button) = button {
            pairs.extend(button.name.clone().map(|name| (name, button.value.clone())));
            method = button.method.as_ref().unwrap_or(method);
            action = button.action.as_ref().unwrap_or(action);
        }
        // Browsers send line ends as CR LF, however they were typed.
        let pairs: Vec<(&str, String)> = pairs
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str(),
                    value
                        .replace("\r\n", "\n")
                        .replace('\r', "\n")
                        .replace('\n', "\r\n"),
                )
            })
            .collect();
        if method == "POST" {
            return client.request("POST", action).form(&pairs);
        }
        assert_eq!(method, "GET", "a form sends by GET or POST");
        let query: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let path = action.split('?').next().unwrap_or_default();
        client.request("GET", &format!("{path}?{}", query.join("&")))
    }

    fn add(&mut self, document: &Document, control: Node<'_>) {
        let name = control
            .attr("name")
            .filter(|name| !name.is_empty())
            .map(str::to_owned);
        let value = control.attr("value").unwrap_or_default().to_owned();
        let kind = match (control.tag(), control.attr("type").unwrap_or_default()) {
            ("button", "" | "submit") | ("input", "submit" | "image") => {
                let method = control.attr("formmethod").map(str::to_ascii_uppercase);
                let action = control
                    .attr("formaction")
                    .map(|action| document.resolve(action));
                return self.buttons.push(Button {
                    name,
                    value,
                    method,
                    action,
                });
            }
            ("button", _) | ("input", "button" | "reset" | "file") => return,
            ("input", "hidden") => Kind::Hidden(value),
            ("input", kind @ ("checkbox" | "radio")) => Kind::Tick {
                value: control.attr("value").unwrap_or("on").to_owned(),
                ticked: control.is("[checked]"),
                radio: kind == "radio",
            },
            ("textarea", _) => Kind::Text {
                value: control.raw_text(),
                readonly: control.is("[readonly]"),
            },
            ("select", _) => choice(control),
            _ => Kind::Text {
                value,
                readonly: control.is("[readonly]"),
            },
        };
        self.fields.extend(name.map(|name| Field { name, kind }));
    }
}

fn choice(select: Node<'_>) -> Kind {
    let value = |option: &Node<'_>| {
        option
            .attr("value")
            .map_or_else(|| option.text(), str::to_owned)
    };
    let open: Vec<Node<'_>> = select
        .all("option")
        .into_iter()
        .filter(|option| !is_disabled(*option))
        .collect();
    let multiple = select.is("[multiple]");
    let mut chosen: Vec<String> = open
        .iter()
        .filter(|option| option.is("[selected]"))
        .map(value)
        .collect();
    if !multiple {
        // One is always chosen: the last so marked, else the first.
        let one = chosen.pop().or_else(|| open.first().map(value));
        chosen = one.into_iter().collect();
    }
    Kind::Choice {
        options: open.iter().map(value).collect(),
        chosen,
        multiple,
    }
}

fn belongs(control: Node<'_>, form: Node<'_>) -> bool {
    match control.attr("form") {
        Some(id) => form.attr("id") == Some(id),
        None => control.around().iter().any(|outer| outer.0 == form.0),
    }
}

fn is_disabled(control: Node<'_>) -> bool {
    let around = control.around();
    control.is("[disabled]")
        || around
            .iter()
            .any(|outer| outer.is("fieldset[disabled], optgroup[disabled]"))
}
