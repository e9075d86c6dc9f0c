-- The published count of a topic: plain files, written once, never changed. It is public when its
-- edition is (editions.number > 0); a correction is another one.
CREATE TABLE counts (
  id TEXT PRIMARY KEY NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  -- From 1.
  number INTEGER NOT NULL,
  edition_id TEXT NOT NULL UNIQUE REFERENCES editions (id),
  -- Why a correction was needed; none for the first.
  reason_ar TEXT,
  reason_en TEXT,
  -- How many suggestions have a rank, how many entries of lists are masked, and whether the lists
  -- are among the files.
  ranked BIGINT NOT NULL,
  masked BIGINT NOT NULL,
  lists_published BOOLEAN NOT NULL,
  root TEXT,
  -- JSON: suggestions and points by the week in which they were posted.
  weeks TEXT NOT NULL,
  UNIQUE (topic_id, number)
);

CREATE TABLE count_files (
  count_id TEXT NOT NULL REFERENCES counts (id),
  name TEXT NOT NULL,
  -- In which order they are listed, from 1.
  position INTEGER NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (count_id, name)
);

-- A file in parts of a mebibyte: sent one after the other, so that no download holds a whole one.
CREATE TABLE count_parts (
  count_id TEXT NOT NULL,
  name TEXT NOT NULL,
  part INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (count_id, name, part),
  FOREIGN KEY (count_id, name) REFERENCES count_files (count_id, name)
);
