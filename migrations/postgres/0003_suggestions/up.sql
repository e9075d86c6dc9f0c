-- What citizens suggest, each version of it, and its clocks.
CREATE TABLE publications (name TEXT PRIMARY KEY NOT NULL);
-- 'staged' rows belong to an import that has not been made visible yet.
INSERT INTO publications (name) VALUES
  ('staged'), ('pending'), ('published'), ('hidden'), ('withdrawn'), ('merged');

CREATE TABLE answer_states (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO answer_states (name) VALUES ('none'), ('acknowledged'), ('adopted'), ('rejected');

CREATE TABLE imports (
  id TEXT PRIMARY KEY NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  kind TEXT NOT NULL,
  -- SHA-256 of the file: the same file imported again adds nothing.
  digest BYTEA NOT NULL,
  file_name TEXT NOT NULL,
  added BIGINT NOT NULL,
  visible BOOLEAN NOT NULL,
  imported_at TIMESTAMP NOT NULL,
  CONSTRAINT imports_kind CHECK (kind IN ('suggestions', 'lists')),
  UNIQUE (topic_id, kind, digest)
);

CREATE TABLE suggestions (
  id TEXT PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  -- None for an imported suggestion.
  author_id TEXT REFERENCES accounts (id),
  show_name BOOLEAN NOT NULL,
  publication TEXT NOT NULL REFERENCES publications (name),
  pending_reason TEXT,
  publishes_on TEXT,
  -- Number of the participation policy's reason, while hidden.
  hidden_reason INTEGER,
  merged_into TEXT REFERENCES suggestions (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  ground_kind TEXT,
  ground_text TEXT,
  ground_link TEXT,
  governorate TEXT,
  wilayat TEXT,
  category TEXT,
  external_id TEXT,
  import_id TEXT REFERENCES imports (id),
  posted_at TIMESTAMP NOT NULL,
  published_at TIMESTAMP,
  -- Due days (YYYY-MM-DD), stored when the clocks start.
  acknowledge_due TEXT,
  decide_due TEXT,
  -- The first answer of each kind stops its clock for good.
  acknowledged_at TIMESTAMP,
  decided_at TIMESTAMP,
  answer_state TEXT NOT NULL REFERENCES answer_states (name),
  -- Position in the daily shuffle of its topic (order "discover").
  shuffle BIGINT NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT suggestions_title_length CHECK (length(title) BETWEEN 1 AND 150),
  CONSTRAINT suggestions_body_length CHECK (length(body) <= 4000),
  CONSTRAINT suggestions_dir CHECK (dir IN ('rtl', 'ltr')),
  CONSTRAINT suggestions_hidden CHECK ((publication = 'hidden') = (hidden_reason IS NOT NULL)),
  CONSTRAINT suggestions_merged CHECK ((publication = 'merged') = (merged_into IS NOT NULL)),
  CONSTRAINT suggestions_clocks CHECK (publication <> 'published' OR (acknowledge_due IS NOT NULL AND decide_due IS NOT NULL)),
  UNIQUE (topic_id, external_id)
);
-- db::suggestions::discover: the daily shuffle.
CREATE INDEX suggestions_discover ON suggestions (topic_id, publication, shuffle, id);
-- db::suggestions::newest.
CREATE INDEX suggestions_new ON suggestions (topic_id, publication, posted_at, id);
-- db::suggestions::waiting, by answer and unanswered longest; db::figures::counts_of.
CREATE INDEX suggestions_answer ON suggestions (topic_id, publication, answer_state, posted_at, id);
-- db::figures_write::recompute and db::queue::debts, which add up whole topics in the order of this index;
-- db::queue::owed, by acknowledge_due.
CREATE INDEX suggestions_due ON suggestions (topic_id, publication, answer_state, acknowledge_due, decide_due);
-- db::suggestions::count_by_author: at most five by one person in one topic.
CREATE INDEX suggestions_author ON suggestions (author_id, topic_id);

-- Each time a suggestion was hidden, and each time it came back.
CREATE TABLE hidings (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  reason INTEGER NOT NULL,
  note TEXT NOT NULL,
  -- Private, like answers.answered_by.
  hidden_by TEXT NOT NULL REFERENCES accounts (id),
  hidden_at TIMESTAMP NOT NULL,
  restored_at TIMESTAMP,
  CONSTRAINT hidings_note_length CHECK (length(note) <= 1000)
);
-- db::hidings_write::latest_of.
CREATE INDEX hidings_suggestion ON hidings (suggestion_id, hidden_at);

CREATE TABLE suggestion_versions (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  written_at TIMESTAMP NOT NULL,
  UNIQUE (suggestion_id, number)
);

-- Once five others list a suggestion or an answer exists, its author only adds to it.
CREATE TABLE suggestion_additions (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  body TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  added_at TIMESTAMP NOT NULL,
  CONSTRAINT suggestion_additions_length CHECK (length(body) BETWEEN 1 AND 4000)
);
-- db::suggestions::record_of: shown with the suggestion.
CREATE INDEX suggestion_additions_suggestion ON suggestion_additions (suggestion_id, added_at);
