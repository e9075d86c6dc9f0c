DROP TABLE reports;
DROP TABLE report_cases;
DROP TABLE report_settlements;
