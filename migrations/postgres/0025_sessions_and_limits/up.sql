-- A session has an id to be ended by, the class of its browser and the network it began in; of what
-- happened at signing in, what stewards did to accounts, and how often something may be done.
ALTER TABLE sessions ADD COLUMN id TEXT;
UPDATE sessions SET id = gen_random_uuid()::text;
ALTER TABLE sessions ALTER COLUMN id SET NOT NULL;
ALTER TABLE sessions ADD UNIQUE (id);
-- Such as firefox/android; never the header it was read from.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT 'other/other';
ALTER TABLE sessions ALTER COLUMN device DROP DEFAULT;
-- The /24 or /48 it began in.
ALTER TABLE sessions ADD COLUMN network TEXT;
ALTER TABLE sessions ADD CONSTRAINT sessions_length CHECK (length(device) <= 40 AND length(network) <= 60);
-- db::sessions::any_expired: those that ran out.
CREATE INDEX sessions_expires ON sessions (expires_at);

-- What became of an attempt to sign in.
CREATE TABLE sign_in_outcomes (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO sign_in_outcomes (name) VALUES ('signed_in'), ('wrong_password'), ('disabled'), ('unknown');

-- Kept for ninety days. Attempts on names that nobody has are written as well, without the name, so
-- that both cases cost the same.
CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT REFERENCES accounts (id),
  happened_at TIMESTAMP NOT NULL,
  outcome TEXT NOT NULL REFERENCES sign_in_outcomes (name),
  device TEXT NOT NULL,
  network TEXT,
  CONSTRAINT sign_ins_length CHECK (length(device) <= 40 AND length(network) <= 60)
);
-- db::sign_ins::latest_of: what a steward sees of an account.
CREATE INDEX sign_ins_account ON sign_ins (account_id, happened_at);
-- db::sign_ins::forget_before: what is older than ninety days.
CREATE INDEX sign_ins_at ON sign_ins (happened_at);

CREATE TABLE account_act_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO account_act_kinds (name) VALUES ('disabled'), ('enabled'), ('role_granted'), ('role_withdrawn');

-- What stewards did to accounts, and why.
CREATE TABLE account_acts (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL REFERENCES account_act_kinds (name),
  role TEXT REFERENCES roles (name),
  agency_id TEXT REFERENCES agencies (id),
  reason TEXT NOT NULL,
  acted_by TEXT NOT NULL REFERENCES accounts (id),
  acted_at TIMESTAMP NOT NULL,
  CONSTRAINT account_acts_role CHECK ((kind IN ('role_granted', 'role_withdrawn')) = (role IS NOT NULL)),
  CONSTRAINT account_acts_reason CHECK (length(reason) BETWEEN 1 AND 1000)
);
-- db::account_acts::latest_of: what was done to one account.
CREATE INDEX account_acts_account ON account_acts (account_id, acted_at);
-- db::people::staff: everybody with a role of staff.
CREATE INDEX account_roles_role ON account_roles (role, agency_id);

-- How often something may be done. The key is a keyed hash of whom or what it is of; full_at is when
-- the bucket will be full again, in microseconds since 1970. Full ones are not kept.
CREATE TABLE buckets (
  key BYTEA PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  full_at BIGINT NOT NULL,
  CONSTRAINT buckets_key_length CHECK (length(key) = 32)
);
-- db::buckets::forget: those that are full again.
CREATE INDEX buckets_full_at ON buckets (full_at);
