-- What agencies ask, until when, and what they reported afterwards.
CREATE TABLE topic_states (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO topic_states (name) VALUES ('draft'), ('open'), ('closed'), ('concluded');

CREATE TABLE participation_levels (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO participation_levels (name) VALUES ('information'), ('consultation'), ('decision_making');

CREATE TABLE topics (
  id TEXT PRIMARY KEY NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  state TEXT NOT NULL REFERENCES topic_states (name),
  participation TEXT NOT NULL REFERENCES participation_levels (name),
  title_ar TEXT NOT NULL,
  title_en TEXT NOT NULL,
  description_ar TEXT NOT NULL,
  description_en TEXT NOT NULL,
  question_ar TEXT NOT NULL,
  question_en TEXT NOT NULL,
  -- What will be done with the results.
  what_happens_ar TEXT NOT NULL,
  what_happens_en TEXT NOT NULL,
  -- Days (YYYY-MM-DD) in the platform's zone, both inclusive; empty while a draft has none.
  opens_on TEXT NOT NULL,
  closes_on TEXT NOT NULL,
  -- Why it is open for fewer than 15 days; empty otherwise.
  short_reason_ar TEXT NOT NULL,
  short_reason_en TEXT NOT NULL,
  list_length INTEGER NOT NULL,
  shortlist_length INTEGER NOT NULL,
  shortlist_threshold INTEGER NOT NULL,
  per_person INTEGER NOT NULL,
  rank_only_percent INTEGER NOT NULL,
  -- Filled from files of an earlier consultation; its pages say so.
  imported BOOLEAN NOT NULL,
  -- The day (YYYY-MM-DD) for which suggestions.shuffle was last dealt; empty before the first.
  shuffled_on TEXT NOT NULL,
  -- The edition whose standings are shown; none before the first.
  edition_id TEXT,
  version INTEGER NOT NULL,
  created_by TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  opened_at TIMESTAMP,
  closed_at TIMESTAMP,
  concluded_at TIMESTAMP,
  CONSTRAINT topics_slug_length CHECK (length(slug) BETWEEN 1 AND 80),
  CONSTRAINT topics_title_length CHECK (length(title_ar) <= 150 AND length(title_en) <= 150),
  CONSTRAINT topics_text_length CHECK (
    length(description_ar) <= 8000 AND length(description_en) <= 8000
    AND length(question_ar) <= 300 AND length(question_en) <= 300
    AND length(what_happens_ar) <= 2000 AND length(what_happens_en) <= 2000),
  CONSTRAINT topics_list_length CHECK (list_length BETWEEN 3 AND 16),
  CONSTRAINT topics_shortlist CHECK (shortlist_length BETWEEN 1 AND 100 AND shortlist_threshold >= 1),
  CONSTRAINT topics_per_person CHECK (per_person BETWEEN 1 AND 100),
  CONSTRAINT topics_rank_only CHECK (rank_only_percent BETWEEN 0 AND 50),
  CONSTRAINT topics_days CHECK (state = 'draft' OR (opens_on <> '' AND closes_on >= opens_on))
);
-- db::topics::page: the public list, newest opening first, by state.
CREATE INDEX topics_state_opens ON topics (state, opens_on, id);
-- db::topics::of_agency: an agency's page and desk.
CREATE INDEX topics_agency ON topics (agency_id, opens_on, id);

-- Extending moves the closing day in public; due dates already promised stay.
CREATE TABLE topic_extensions (
  id TEXT PRIMARY KEY NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  closes_before TEXT NOT NULL,
  closes_after TEXT NOT NULL,
  reason_ar TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  extended_at TIMESTAMP NOT NULL,
  CONSTRAINT topic_extensions_later CHECK (closes_after > closes_before)
);
-- db::topics::extensions_of: shown on the topic.
CREATE INDEX topic_extensions_topic ON topic_extensions (topic_id, extended_at);

CREATE TABLE outcome_reports (
  topic_id TEXT PRIMARY KEY NOT NULL REFERENCES topics (id),
  text_ar TEXT NOT NULL,
  text_en TEXT NOT NULL,
  version INTEGER NOT NULL,
  saved_at TIMESTAMP NOT NULL,
  CONSTRAINT outcome_reports_length CHECK (length(text_ar) <= 20000 AND length(text_en) <= 20000)
);
