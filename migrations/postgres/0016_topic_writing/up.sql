-- Documents and videos of a topic, as links that say what they are.
CREATE TABLE topic_link_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO topic_link_kinds (name) VALUES ('document'), ('video');

CREATE TABLE topic_links (
  id TEXT PRIMARY KEY NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  kind TEXT NOT NULL REFERENCES topic_link_kinds (name),
  title_ar TEXT NOT NULL,
  title_en TEXT NOT NULL,
  address TEXT NOT NULL,
  added_at TIMESTAMP NOT NULL,
  CONSTRAINT topic_links_length CHECK (
    length(title_ar) BETWEEN 3 AND 150 AND length(title_en) BETWEEN 3 AND 150
    AND length(address) BETWEEN 1 AND 500)
);
-- db::topic_links::of_topic.
CREATE INDEX topic_links_topic ON topic_links (topic_id, added_at, id);

-- What the description of an open topic said before each correction.
CREATE TABLE topic_versions (
  id TEXT PRIMARY KEY NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  -- 1 for the description with which the topic was opened, then counting up.
  number INTEGER NOT NULL,
  description_ar TEXT NOT NULL,
  description_en TEXT NOT NULL,
  -- Why it was corrected; public.
  reason_ar TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  corrected_at TIMESTAMP NOT NULL,
  -- Private: the agency signs, not a person.
  corrected_by TEXT NOT NULL REFERENCES accounts (id),
  CONSTRAINT topic_versions_length CHECK (
    length(description_ar) <= 8000 AND length(description_en) <= 8000
    AND length(reason_ar) <= 1000 AND length(reason_en) <= 1000),
  UNIQUE (topic_id, number)
);
