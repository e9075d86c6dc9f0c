DELETE FROM outbox WHERE kind IN ('farewell', 'request_answered');
DELETE FROM letter_kinds WHERE name IN ('farewell', 'request_answered');
DROP TABLE data_requests;
DROP TABLE data_request_kinds;
