//! What PostgreSQL does alone with the statements of a save, as PostgreSQL's own load generator
//! sends them.

use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use server::app::App;
use tests::support::postgres::Server;

use crate::fill;
use crate::savers::CLIENTS;
use crate::saves::Filled;

/// The id of what belongs to a client, in SQL.
const OWN: &str = "('00000000-0000-7000-8000-' || lpad(:client_id::text, 12, '0'))";

/// Adds a person with a list for each client, and writes the script that saves it: the statements
/// of `usecases::list::save` with those of the session's lookup, in their order.
pub fn script(app: &App, topic: &Filled, folder: &Path) -> PathBuf {
    let (id, slug) = (&topic.topic.id, &topic.topic.slug);
    let own = OWN.replace(":client_id", "n");
    let fill = format!(
        "INSERT INTO accounts (id, sign_in, name, show_name, lang, created_at) \
         SELECT {own}, 'pgbench-' || n, 'Somebody', false, 'ar', now() \
         FROM generate_series(0, {last}) n; \
         INSERT INTO account_roles (id, account_id, role, granted_at) \
         SELECT {own}, {own}, 'citizen', now() FROM generate_series(0, {last}) n; \
         INSERT INTO sessions (token_hash, account_id, created_at, last_seen_at, expires_at) \
         SELECT sha256(('pgbench' || n)::bytea), {own}, now(), now(), now() + interval '1 day' \
         FROM generate_series(0, {last}) n; \
         INSERT INTO priority_lists (id, topic_id, account_id, version, saved_at) \
         SELECT {own}, '{id}', {own}, 1, now() FROM generate_series(0, {last}) n;",
        last = CLIENTS - 1
    );
    fill::write(app, |conn| conn.batch_execute(&fill));
    let references: Vec<String> = topic.listed.iter().map(|one| format!("'{one}'")).collect();
    let ids: Vec<String> = topic.ids.iter().map(|one| format!("'{one}'")).collect();
    let ids = format!("ARRAY[{}]", ids.join(", "));
    let rows: Vec<String> = (1..=topic.ids.len())
        .map(|place| format!("({OWN}, {place}, ({ids})[(:turn + {place}) % 5 + 1])"))
        .collect();
    let script = format!(
        "\\set turn random(0, 4)
\\set key random(1, 9000000000000000000)
SELECT s.*, a.*, r.* FROM sessions s JOIN accounts a ON a.id = s.account_id \
LEFT JOIN account_roles r ON r.account_id = a.id \
WHERE s.token_hash = sha256(('pgbench' || :client_id)::bytea);
BEGIN;
SELECT * FROM topics WHERE slug = '{slug}';
SELECT pg_advisory_xact_lock_shared(hashtextextended('{id}', 20));
SELECT pg_advisory_xact_lock(hashtextextended({OWN}, 21));
SELECT * FROM topics WHERE id = '{id}';
SELECT l.id, l.version, s.id, s.reference, s.title, s.lang, s.dir, s.publication, s.answer_state \
FROM priority_lists l LEFT JOIN priority_list_entries e ON e.list_id = l.id \
LEFT JOIN suggestions s ON s.id = e.suggestion_id \
WHERE l.topic_id = '{id}' AND l.account_id = {OWN} ORDER BY e.place;
SELECT operation, body_digest, result FROM idempotency_keys \
WHERE account_id = {OWN} AND key = 'pgbench-' || :key;
SELECT id, reference, publication, author_id FROM suggestions \
WHERE topic_id = '{id}' AND reference IN ({references});
UPDATE priority_lists SET version = version + 1, saved_at = now() WHERE id = {OWN} AND version > 0;
DELETE FROM priority_list_entries WHERE list_id = {OWN};
INSERT INTO priority_list_entries (list_id, place, suggestion_id) VALUES {rows};
INSERT INTO idempotency_keys (account_id, key, operation, body_digest, result, used_at) \
VALUES ({OWN}, 'pgbench-' || :key, 'list.save', sha256(('body' || :key)::bytea), '1', now());
COMMIT;
",
        references = references.join(", "),
        rows = rows.join(", ")
    );
    let path = folder.join("save.pgbench");
    std::fs::write(&path, script).expect("write the script");
    path
}

/// Transactions a second of as many clients as save over HTTP.
pub fn run(server: &Server, database: &str, script: &Path, seconds: u32) -> f64 {
    let (clients, seconds) = (CLIENTS.to_string(), seconds.to_string());
    let said = server.pgbench(
        database,
        &[
            "--no-vacuum",
            "--protocol=prepared",
            "--jobs=2",
            "-c",
            &clients,
            "-T",
            &seconds,
            "-f",
            script.to_str().expect("a path in UTF-8"),
        ],
    );
    said.lines()
        .find_map(|line| line.strip_prefix("tps = "))
        .and_then(|line| line.split_whitespace().next())
        .and_then(|tps| tps.parse().ok())
        .unwrap_or_else(|| panic!("pgbench's figures: {said}"))
}
