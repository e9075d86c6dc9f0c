DROP TABLE commitment_updates;
DROP TABLE commitments;
DROP TABLE commitment_states;
DROP TABLE answers;
DROP TABLE answer_kinds;
