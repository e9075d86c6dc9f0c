DROP TABLE topic_satisfaction;
DROP TABLE satisfactions;
DROP TABLE satisfaction_verdicts;
