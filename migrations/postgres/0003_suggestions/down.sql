DROP TABLE suggestion_additions;
DROP TABLE suggestion_versions;
DROP TABLE hidings;
DROP TABLE suggestions;
DROP TABLE imports;
DROP TABLE answer_states;
DROP TABLE publications;
