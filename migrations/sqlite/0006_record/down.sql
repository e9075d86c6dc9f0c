DROP TABLE idempotency_keys;
DROP TABLE followers;
DROP TABLE leases;
DROP TABLE topic_figures;
DROP TABLE journal;
DROP TABLE holidays;
