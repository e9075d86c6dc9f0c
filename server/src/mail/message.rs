//! From a row of the outbox to what goes over the wire.

use std::time::SystemTime;

use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::db::outbox::Stored;

/// The letter as a message, byte for byte the same each time it is made; `None` for an address that
/// no server would take.
pub fn message(letter: &Stored, from: &Mailbox) -> Option<(Envelope, Vec<u8>)> {
    let to: Address = letter.to_address.parse().ok()?;
    let header = |name: &'static str, value: &str| {
        let name = HeaderName::new_from_ascii_str(name);
        HeaderValue::new(name, value.to_owned())
    };
    // Made of the id: nobody who writes a value can know it beforehand.
    let boundary = format!("=_{}", letter.id);
    let body = MultiPart::alternative()
        .boundary(boundary)
        .singlepart(SinglePart::plain(letter.text.clone()))
        .singlepart(SinglePart::html(letter.html.clone()));
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(letter.subject.clone())
        .date(SystemTime::from(letter.created_at.time()))
        .message_id(Some(letter.message_id.clone()))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", &letter.lang));
    if let Some(address) = letter.unsubscribe.as_deref().filter(|one| is_address(one)) {
        // RFC 8058: mail programs send this without asking anybody further.
        message = message
            .raw_header(header("List-Unsubscribe", &format!("<{address}>")))
            .raw_header(header(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click",
            ));
    }
    let message = message.multipart(body).ok()?;
    let envelope = Envelope::new(Some(from.email.clone()), vec![to]).ok()?;
    Some((envelope, message.formatted()))
}

/// Whether a web address can stand in a header as it is.
fn is_address(address: &str) -> bool {
    address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Stored {
        let at: jiff::Timestamp = "2026-11-24T05:00:00Z".parse().unwrap();
        Stored {
            id: "0199".into(),
            message_id: "<0199@sharikuna.example.org>".into(),
            kind: "confirm".into(),
            to_address: "salma@xn--4gbrim.xn--mgb9awbf".into(),
            lang: "ar".into(),
            subject: "أكمل تسجيلك\r\nBcc: evil@example.org".into(),
            text: "أهلًا\n.\nوسهلًا\n".into(),
            html: "<p>أهلًا</p>".into(),
            created_at: at.into(),
            due_at: at.into(),
            tries: 3,
            unsubscribe: None,
        }
    }

    #[test]
    fn mail_programs_are_told_where_to_stop_letters() {
        let from: Mailbox = "no-reply@example.org".parse().unwrap();
        let head = |unsubscribe: Option<&str>| {
            let letter = Stored {
                unsubscribe: unsubscribe.map(str::to_owned),
                ..letter()
            };
            let (_, bytes) = message(&letter, &from).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            // Long lines may be folded.
            let head = text.split("\r\n\r\n").next().unwrap().to_owned();
            head.replace("\r\n ", " ").replace("  ", " ")
        };
        let token = format!("0199.digest.{}", "ab".repeat(32));
        let address = format!("https://sharikuna.example.org/ar/unsubscribe/{token}");
        let told = head(Some(&address));
        assert!(
            told.contains(&format!("List-Unsubscribe: <{address}>")),
            "{told}"
        );
        assert!(
            told.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
            "{told}"
        );
        for none in [
            None,
            Some("https://a/\r\nBcc: evil@example.org"),
            Some("a b"),
        ] {
            assert!(!head(none).contains("List-Unsubscribe"), "{none:?}");
        }
    }

    #[test]
    fn a_letter_is_the_same_message_each_time() {
        let from: Mailbox = "شاركونا <no-reply@example.org>".parse().unwrap();
        let (envelope, first) = message(&letter(), &from).unwrap();
        assert_eq!(message(&letter(), &from).unwrap().1, first);
        assert_eq!(envelope.to().len(), 1);
        let text = String::from_utf8(first).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(
            head.contains("Message-ID: <0199@sharikuna.example.org>"),
            "{head}"
        );
        assert!(
            head.contains("Date: Tue, 24 Nov 2026 05:00:00 +0000"),
            "{head}"
        );
        assert!(head.contains("Auto-Submitted: auto-generated"), "{head}");
        assert!(text.is_ascii());
    }

    #[test]
    fn no_value_begins_a_header_of_its_own() {
        let from: Mailbox = "no-reply@example.org".parse().unwrap();
        let (_, bytes) = message(&letter(), &from).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.to_lowercase().contains("\r\nbcc:"), "{text}");
    }

    #[test]
    fn nothing_is_sent_to_what_is_no_address() {
        let from: Mailbox = "no-reply@example.org".parse().unwrap();
        for wrong in ["", "salma", "salma@example.org\r\nRCPT TO:<b@example.org>"] {
            let mut letter = letter();
            letter.to_address = wrong.into();
            assert!(message(&letter, &from).is_none(), "{wrong:?}");
        }
    }
}
