-- Who takes part: agencies, accounts with their roles, and signed-in sessions.
CREATE TABLE agencies (
  id TEXT PRIMARY KEY NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  about_ar TEXT NOT NULL,
  about_en TEXT NOT NULL,
  admitted_at TIMESTAMP NOT NULL,
  CONSTRAINT agencies_slug_length CHECK (length(slug) BETWEEN 1 AND 80),
  CONSTRAINT agencies_name_length CHECK (length(name_ar) BETWEEN 2 AND 150 AND length(name_en) BETWEEN 2 AND 150)
);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY NOT NULL,
  -- What a person types to sign in, in canonical form (lower case, no outer spaces).
  sign_in TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  show_name BOOLEAN NOT NULL,
  password_hash TEXT,
  lang TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  disabled_at TIMESTAMP,
  CONSTRAINT accounts_sign_in_length CHECK (length(sign_in) BETWEEN 3 AND 254),
  CONSTRAINT accounts_name_length CHECK (length(name) BETWEEN 2 AND 60)
);

CREATE TABLE roles (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO roles (name) VALUES ('citizen'), ('moderator'), ('manager'), ('steward');

CREATE TABLE account_roles (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  role TEXT NOT NULL REFERENCES roles (name),
  agency_id TEXT REFERENCES agencies (id),
  granted_at TIMESTAMP NOT NULL,
  -- Staff of an agency belong to one; citizens and stewards to none.
  CONSTRAINT account_roles_agency CHECK ((role IN ('moderator', 'manager')) = (agency_id IS NOT NULL)),
  UNIQUE (account_id, role, agency_id)
);

CREATE TABLE sessions (
  -- SHA-256 of the opaque token; the token itself is only in the browser.
  token_hash BYTEA PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  CONSTRAINT sessions_token_length CHECK (length(token_hash) = 32)
);
-- db::sessions::end_all_of: every session of one account.
CREATE INDEX sessions_account ON sessions (account_id);
