//! Thirty-two signed-in people who save their lists as fast as they are answered.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use server::app::App;
use server::db::schema::priority_lists as lists;
use server::db::topics::Topic;
use shared::account::Role;

use crate::fill::{self, SignedIn};
use crate::running::Running;
use crate::wrk::{self, Measured};

pub const CLIENTS: u32 = 32;

/// Each thread saves for one person: the five suggestions in another order each time, over the
/// version that the last answer gave.
const SCRIPT: &str = r#"
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("person", threads)
end
function init(args)
  turn = 0
  version = versions[person]
end
function request()
  turn = turn + 1
  local order = {}
  for at = 1, #listed do
    order[at] = '"' .. listed[(turn + person + at) % #listed + 1] .. '"'
  end
  local body = '{"version":' .. version .. ',"entries":[' .. table.concat(order, ",") .. "]}"
  return wrk.format("PUT", nil, {
    ["Content-Type"] = "application/json",
    ["Cookie"] = cookies[person],
    ["Sec-Fetch-Site"] = "same-origin",
    ["Idempotency-Key"] = run .. "-" .. person .. "-" .. turn,
  }, body)
end
function response(status, headers, body)
  version = tonumber(string.match(body, '"version":(%d+)')) or version
end
"#;

/// The people, and what they put on their lists.
pub struct Savers {
    people: Vec<SignedIn>,
    folder: PathBuf,
    runs: std::cell::Cell<u32>,
}

impl Savers {
    /// Signs everybody in; scripts are kept in the folder.
    pub fn new(app: &App, folder: &Path) -> Savers {
        let people = (0..CLIENTS)
            .map(|n| fill::sign_in(app, &format!("saver-{n}"), Role::Citizen))
            .collect();
        Savers {
            people,
            folder: folder.to_owned(),
            runs: std::cell::Cell::new(0),
        }
    }

    /// Everybody saves for so many seconds; panics when one save was refused.
    pub fn save(
        &self,
        app: &App,
        running: &Running,
        (topic, listed): (&Topic, &[String]),
        seconds: u32,
    ) -> Measured {
        self.runs.set(self.runs.get() + 1);
        let run = self.runs.get();
        let table = |of: &mut dyn Iterator<Item = String>| of.collect::<Vec<_>>().join(", ");
        let quoted = |text: &str| format!("\"{text}\"");
        let versions = self.versions(app, topic);
        let mut script = String::new();
        writeln!(script, "run = \"saves-of-run-{run}\"").expect("a line");
        for (name, values) in [
            ("listed", table(&mut listed.iter().map(|one| quoted(one)))),
            (
                "cookies",
                table(&mut self.people.iter().map(|one| quoted(&one.cookie))),
            ),
            ("versions", table(&mut versions.iter().map(i32::to_string))),
        ] {
            writeln!(script, "{name} = {{ {values} }}").expect("a line");
        }
        script.push_str(SCRIPT);
        let path = self.folder.join(format!("saves-{run}.lua"));
        std::fs::write(&path, script).expect("write the script");
        let url = running.url(&format!("/api/v1/topics/{}/my-list", topic.slug));
        let measured = wrk::scripted(&url, &path, CLIENTS, seconds);
        let after = self.versions(app, topic);
        assert!(
            versions
                .iter()
                .zip(&after)
                .all(|(before, after)| before < after),
            "somebody's saves changed nothing"
        );
        measured
    }

    /// The version of everybody's list; 0 before the first save.
    fn versions(&self, app: &App, topic: &Topic) -> Vec<i32> {
        let version = |person: &SignedIn| -> QueryResult<i32> {
            app.db.read_now(|conn| {
                let found = lists::table
                    .filter(lists::topic_id.eq(&topic.id))
                    .filter(lists::account_id.eq(&person.person.id))
                    .select(lists::version)
                    .first(conn)
                    .optional()?;
                Ok(found.unwrap_or_default())
            })
        };
        let versions: QueryResult<Vec<i32>> = self.people.iter().map(version).collect();
        versions.expect("the versions")
    }
}
