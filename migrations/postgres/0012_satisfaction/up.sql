-- Whether a final answer met the point, said once by the author and by those who listed it.
CREATE TABLE satisfaction_verdicts (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO satisfaction_verdicts (name) VALUES ('yes'), ('partly'), ('no');

CREATE TABLE satisfactions (
  answer_id TEXT NOT NULL REFERENCES answers (id),
  -- Private: only counts are shown.
  account_id TEXT NOT NULL REFERENCES accounts (id),
  topic_id TEXT NOT NULL REFERENCES topics (id),
  verdict TEXT NOT NULL REFERENCES satisfaction_verdicts (name),
  said_at TIMESTAMP NOT NULL,
  -- Also for db::satisfaction::of_answer.
  PRIMARY KEY (answer_id, account_id)
);
-- db::satisfaction_write::sum, which adds up whole topics.
CREATE INDEX satisfactions_topic ON satisfactions (topic_id, verdict);

-- What was said of all decisions in a topic; derived, follows the journal.
CREATE TABLE topic_satisfaction (
  topic_id TEXT PRIMARY KEY NOT NULL REFERENCES topics (id),
  yes BIGINT NOT NULL,
  partly BIGINT NOT NULL,
  no BIGINT NOT NULL
);
