DROP TABLE desk_presence;
DROP TABLE pending_act_items;
DROP TABLE pending_acts;
DROP TABLE pending_act_states;
DROP TABLE pending_act_kinds;
DROP INDEX suggestions_due;
CREATE INDEX suggestions_due ON suggestions (topic_id, publication, answer_state, acknowledge_due, decide_due);
ALTER TABLE suggestions DROP COLUMN assigned_to;
