-- What agencies owe for published suggestions, by topic and due days; derived, follows the journal.
-- The home page adds it up for all agencies: from the suggestions themselves that would grow with
-- every suggestion ever posted.
CREATE TABLE topic_debts (
  topic_id TEXT NOT NULL REFERENCES topics (id),
  answer_state TEXT NOT NULL REFERENCES answer_states (name),
  acknowledge_due TEXT NOT NULL,
  decide_due TEXT NOT NULL,
  suggestions BIGINT NOT NULL,
  PRIMARY KEY (topic_id, answer_state, acknowledge_due, decide_due)
);
INSERT INTO topic_debts (topic_id, answer_state, acknowledge_due, decide_due, suggestions)
SELECT topic_id, answer_state, acknowledge_due, decide_due, count(*)
FROM suggestions
WHERE publication = 'published' AND answer_state IN ('none', 'acknowledged')
  AND acknowledge_due IS NOT NULL AND decide_due IS NOT NULL
GROUP BY topic_id, answer_state, acknowledge_due, decide_due;
