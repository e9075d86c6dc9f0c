//! Letters: how they are written, and how they leave. They go into the outbox (`db::outbox`) in the
//! transaction of what they tell of; `jobs::send_mail` sends them afterwards.

mod isolate;
mod letter;
mod message;
mod settings;
mod transport;

pub use isolate::isolated;
pub use letter::{Letter, Receiver, Writing};
pub use message::message;
pub use settings::{MailFault, Mailing, Secret, Smtp, Tls};
pub use transport::{Failed, Fault, Line};
