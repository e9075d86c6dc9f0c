-- Who of an agency's staff is responsible for a topic: one person at most.
CREATE TABLE topic_moderators (
  topic_id TEXT PRIMARY KEY NOT NULL REFERENCES topics (id),
  -- Private: the agency signs, not a person.
  account_id TEXT NOT NULL REFERENCES accounts (id),
  assigned_at TIMESTAMP NOT NULL
);
-- db::team::members: the staff of one agency among all accounts.
CREATE INDEX account_roles_agency ON account_roles (agency_id) WHERE agency_id IS NOT NULL;
