-- Where a person's mail goes, as they typed it, and since when it is known to reach them.
ALTER TABLE accounts ADD COLUMN address TEXT
  CONSTRAINT accounts_address_length CHECK (length(address) BETWEEN 3 AND 254);
ALTER TABLE accounts ADD COLUMN confirmed_at TIMESTAMP;
-- Which version of the words about personal data the person agreed to, and when.
ALTER TABLE accounts ADD COLUMN consent TEXT;
ALTER TABLE accounts ADD COLUMN consent_at TIMESTAMP;
-- The operator knew them: those who sign in with an address can be written to.
UPDATE accounts SET address = sign_in, confirmed_at = created_at WHERE instr(sign_in, '@') > 1;

CREATE TABLE token_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO token_kinds (name) VALUES
  ('confirm'), ('reset'), ('change_address'), ('invite'), ('unsubscribe');

-- What a link in a letter carries. The token itself is only in the letter.
CREATE TABLE tokens (
  -- SHA-256 of 32 random bytes.
  hash BLOB PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL REFERENCES token_kinds (name),
  -- None while nobody has an account.
  account_id TEXT REFERENCES accounts (id),
  -- The address it was sent to, in canonical form.
  address TEXT NOT NULL,
  -- What it leads on to, as JSON.
  payload TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  -- When it was used, or a newer one took its place.
  used_at TIMESTAMP,
  CONSTRAINT tokens_hash_length CHECK (length(hash) = 32),
  CONSTRAINT tokens_payload_length CHECK (length(payload) <= 4000)
);
-- db::tokens::sent_since, db::tokens::retire: those of one address.
CREATE INDEX tokens_address ON tokens (address, created_at);
-- db::tokens::retire: those of one account.
CREATE INDEX tokens_account ON tokens (account_id) WHERE account_id IS NOT NULL;
-- db::tokens::clean: those that nobody can use any more.
CREATE INDEX tokens_expired ON tokens (expires_at);

CREATE TABLE letter_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO letter_kinds (name) VALUES
  ('confirm'), ('known'), ('reset'), ('unknown'), ('closed'),
  ('change_address'), ('address_taken'), ('address_changed'), ('password_changed'), ('invite');

-- Letters, written in the transaction of what they tell of and sent afterwards.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY NOT NULL,
  -- The same each time it is sent: who gets it twice sees it once.
  message_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL REFERENCES letter_kinds (name),
  account_id TEXT REFERENCES accounts (id),
  to_address TEXT NOT NULL,
  lang TEXT NOT NULL,
  -- Emptied once it is sent: a letter can hold a link that nobody else may have.
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  -- When it is tried next.
  due_at TIMESTAMP NOT NULL,
  tries INTEGER NOT NULL,
  -- A word for the fault and the server's code, nothing that it said.
  last_error TEXT,
  sent_at TIMESTAMP,
  -- When it was given up.
  dead_at TIMESTAMP,
  CONSTRAINT outbox_ends CHECK (sent_at IS NULL OR dead_at IS NULL)
);
-- db::outbox::due, db::outbox::waiting: what is still to be sent.
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND dead_at IS NULL;
-- db::outbox::dead: what was given up, newest first.
CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL;
-- db::outbox::clean: what was sent long ago.
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
