-- What people do about what is kept of them: what they took away, what they ask the operator for.
-- Done by oneself: that somebody took a copy away, or left. Nobody is named once they have left.
CREATE TABLE data_request_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO data_request_kinds (name) VALUES
  ('access'), ('correction'), ('erasure'), ('objection'), ('other');

CREATE TABLE data_requests (
  id TEXT PRIMARY KEY NOT NULL,
  -- None once the person has left.
  account_id TEXT REFERENCES accounts (id),
  kind TEXT NOT NULL REFERENCES data_request_kinds (name),
  by_oneself BOOLEAN NOT NULL,
  -- Empty for what was done by oneself.
  body TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  asked_at TIMESTAMP NOT NULL,
  -- The last day (YYYY-MM-DD) on which an answer is in time.
  due_on TEXT NOT NULL,
  -- None until it is answered; what was done by oneself never waits.
  answered_at TIMESTAMP,
  answer TEXT NOT NULL,
  answer_lang TEXT NOT NULL,
  answer_dir TEXT NOT NULL,
  answered_by TEXT REFERENCES accounts (id),
  CONSTRAINT data_requests_length CHECK (length(body) <= 2000 AND length(answer) <= 4000),
  CONSTRAINT data_requests_by_oneself CHECK (
    NOT by_oneself OR (length(body) = 0 AND answered_at IS NOT NULL AND answered_by IS NULL)),
  CONSTRAINT data_requests_answered CHECK (
    by_oneself OR ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (length(answer) = 0)))
);
-- db::data_requests::taken_since, db::data_requests::of_account.
CREATE INDEX data_requests_account ON data_requests (account_id, asked_at);
-- db::data_requests::waiting: the oldest debt first.
CREATE INDEX data_requests_waiting ON data_requests (due_on, id) WHERE answered_at IS NULL;

INSERT INTO letter_kinds (name) VALUES ('farewell'), ('request_answered');
