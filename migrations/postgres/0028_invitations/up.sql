-- Who is asked to become staff, by a letter with a link.
CREATE TABLE invitation_ends (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO invitation_ends (name) VALUES ('accepted'), ('withdrawn');

CREATE TABLE invitations (
  id TEXT PRIMARY KEY NOT NULL,
  -- Where the letter goes, as typed and in canonical form.
  address TEXT NOT NULL,
  sign_in TEXT NOT NULL,
  role TEXT NOT NULL REFERENCES roles (name),
  agency_id TEXT REFERENCES agencies (id),
  lang TEXT NOT NULL,
  -- Why; stewards read it.
  reason TEXT NOT NULL,
  invited_by TEXT NOT NULL REFERENCES accounts (id),
  invited_at TIMESTAMP NOT NULL,
  -- Until when the latest letter's link holds.
  expires_at TIMESTAMP NOT NULL,
  ended_as TEXT REFERENCES invitation_ends (name),
  ended_at TIMESTAMP,
  -- Who accepted it.
  account_id TEXT REFERENCES accounts (id),
  CONSTRAINT invitations_length CHECK (
    length(address) BETWEEN 3 AND 254 AND length(sign_in) BETWEEN 3 AND 254 AND length(reason) BETWEEN 1 AND 1000),
  CONSTRAINT invitations_agency CHECK ((role IN ('moderator', 'manager')) = (agency_id IS NOT NULL)),
  CONSTRAINT invitations_ended CHECK ((ended_as IS NULL) = (ended_at IS NULL))
);
-- db::invitations::add: one at a time to an address.
CREATE UNIQUE INDEX invitations_open ON invitations (sign_in) WHERE ended_at IS NULL;
-- db::invitations::latest.
CREATE INDEX invitations_at ON invitations (invited_at, id);
