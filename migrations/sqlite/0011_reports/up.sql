-- What readers report to the desk of a topic's agency; never public.
CREATE TABLE report_settlements (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO report_settlements (name) VALUES ('kept'), ('hidden'), ('withdrawn');

-- All reports of one suggestion until the desk has looked at them.
CREATE TABLE report_cases (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  opened_at TIMESTAMP NOT NULL,
  -- The last day (YYYY-MM-DD) on which the desk is in time; stored at the first report.
  due_on TEXT NOT NULL,
  -- How many people reported it.
  reports INTEGER NOT NULL,
  settled_as TEXT REFERENCES report_settlements (name),
  -- For those who reported it and for the desk.
  note TEXT NOT NULL,
  settled_by TEXT REFERENCES accounts (id),
  settled_at TIMESTAMP,
  CONSTRAINT report_cases_reports CHECK (reports >= 0),
  CONSTRAINT report_cases_note_length CHECK (length(note) <= 500),
  CONSTRAINT report_cases_settled CHECK ((settled_as IS NULL) = (settled_at IS NULL)
    AND (settled_as IS NULL) = (settled_by IS NULL))
);
-- db::reports::open_case: one at a time.
CREATE UNIQUE INDEX report_cases_one_open ON report_cases (suggestion_id) WHERE settled_as IS NULL;
-- db::reports::open: an agency's queue, the oldest debt first.
CREATE INDEX report_cases_open ON report_cases (agency_id, due_on, id) WHERE settled_as IS NULL;

CREATE TABLE reports (
  id TEXT PRIMARY KEY NOT NULL,
  case_id TEXT NOT NULL REFERENCES report_cases (id),
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  -- Private, from the desk too.
  reporter_id TEXT NOT NULL REFERENCES accounts (id),
  -- Number of the participation policy's reason.
  reason INTEGER NOT NULL,
  note TEXT NOT NULL,
  reported_at TIMESTAMP NOT NULL,
  CONSTRAINT reports_note_length CHECK (length(note) <= 500),
  -- One person, one report of a suggestion. Also for db::suggestions::full, the reader's own.
  UNIQUE (suggestion_id, reporter_id)
);
-- db::reports::counts and db::reports::of_case.
CREATE INDEX reports_case ON reports (case_id, reason, reported_at);
