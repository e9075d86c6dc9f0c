DROP TABLE outcome_reports;
DROP TABLE topic_extensions;
DROP TABLE topics;
DROP TABLE participation_levels;
DROP TABLE topic_states;
