-- Each person's ranked list in a topic, and the editions counted from all of them.
CREATE TABLE priority_lists (
  id TEXT PRIMARY KEY NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  -- None for an imported list.
  account_id TEXT REFERENCES accounts (id),
  import_id TEXT REFERENCES imports (id),
  version INTEGER NOT NULL,
  saved_at TIMESTAMP NOT NULL,
  -- One person, one list.
  UNIQUE (topic_id, account_id)
);
-- db::editions_write::lists_saved_since: is a new edition due?
CREATE INDEX priority_lists_saved ON priority_lists (topic_id, saved_at);

CREATE TABLE priority_list_entries (
  list_id TEXT NOT NULL REFERENCES priority_lists (id),
  place INTEGER NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  PRIMARY KEY (list_id, place),
  CONSTRAINT priority_list_entries_place CHECK (place BETWEEN 1 AND 16)
);
-- db::lists::listed_by_others: may the author still edit?
CREATE INDEX priority_list_entries_suggestion ON priority_list_entries (suggestion_id);

CREATE TABLE editions (
  id TEXT PRIMARY KEY NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  number INTEGER NOT NULL,
  lists BIGINT NOT NULL,
  official BOOLEAN NOT NULL,
  counted_at TIMESTAMP NOT NULL,
  UNIQUE (topic_id, number)
);

CREATE TABLE standings (
  edition_id TEXT NOT NULL REFERENCES editions (id),
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  -- Position in the official order, from 1; every row has its own.
  position INTEGER NOT NULL,
  -- The place shown: equal suggestions share one.
  place INTEGER NOT NULL,
  shared BOOLEAN NOT NULL,
  -- Whole units of 1/L of a point, L = lcm(1..K).
  points BIGINT NOT NULL,
  lists BIGINT NOT NULL,
  -- On how many lists at place 1, 2 … K, separated by commas.
  place_counts TEXT NOT NULL,
  shortlist_place INTEGER,
  PRIMARY KEY (edition_id, position),
  UNIQUE (edition_id, suggestion_id)
);
-- db::suggestions::balanced and db::editions::shortlist.
CREATE INDEX standings_shortlist ON standings (edition_id, shortlist_place) WHERE shortlist_place IS NOT NULL;
