DROP TABLE topic_debts;
