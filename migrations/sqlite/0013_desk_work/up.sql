-- What the desk works on: who has taken a suggestion up, who has it open, and what is decided on
-- many at once and waits before it becomes public. None of it is ever public.
ALTER TABLE suggestions ADD COLUMN assigned_to TEXT REFERENCES accounts (id);

DROP INDEX suggestions_due;
-- db::figures_write::recompute and db::queue::debts, which add up whole topics in the order of this index;
-- db::queue::owed, by acknowledge_due. Behind the due days stands what the queue is filtered by.
CREATE INDEX suggestions_due ON suggestions (topic_id, publication, answer_state, acknowledge_due, decide_due, category, lang, governorate, assigned_to);

CREATE TABLE pending_act_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO pending_act_kinds (name) VALUES ('acknowledge'), ('adopt'), ('reject'), ('hide');

CREATE TABLE pending_act_states (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO pending_act_states (name) VALUES ('waiting'), ('done'), ('undone');

CREATE TABLE pending_acts (
  id TEXT PRIMARY KEY NOT NULL,
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  kind TEXT NOT NULL REFERENCES pending_act_kinds (name),
  state TEXT NOT NULL REFERENCES pending_act_states (name),
  -- The form as it was checked, as JSON, and the language of the desk it was typed at.
  form TEXT NOT NULL,
  lang TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES accounts (id),
  made_at TIMESTAMP NOT NULL,
  -- Nothing of it is public before.
  due_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  CONSTRAINT pending_acts_ended CHECK ((state = 'waiting') = (ended_at IS NULL))
);
-- db::pending_acts::due and db::pending_acts::waiting.
CREATE INDEX pending_acts_waiting ON pending_acts (state, due_at);

CREATE TABLE pending_act_items (
  act_id TEXT NOT NULL REFERENCES pending_acts (id),
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  -- The latest answer's number, or for hiding the version of the text, that was on the page.
  seen INTEGER NOT NULL,
  -- Once the act has ended: 'done', or the code of what kept it from this one.
  outcome TEXT,
  PRIMARY KEY (act_id, suggestion_id)
);

-- Who opened a suggestion at the desk last, each person once.
CREATE TABLE desk_presence (
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  opened_at TIMESTAMP NOT NULL,
  PRIMARY KEY (suggestion_id, account_id)
);
