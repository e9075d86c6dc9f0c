DROP TABLE objections;
DROP TABLE objection_outcomes;
DROP TABLE objection_kinds;
