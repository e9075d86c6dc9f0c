DROP TABLE agency_promises;
DROP TABLE first_reads;
DROP TABLE calendar_moves;
DROP TABLE calendar_changes;
DROP TABLE working_weeks;
CREATE TABLE single_holidays (
  day TEXT PRIMARY KEY NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  source TEXT NOT NULL,
  status TEXT NOT NULL,
  CONSTRAINT holidays_status CHECK (status IN ('estimated', 'announced'))
);
-- The days of a range after its first are lost: they are entered again by hand.
INSERT INTO single_holidays (day, name_ar, name_en, source, status)
SELECT first_day, name_ar, name_en, source, status FROM holidays;
DROP TABLE holidays;
ALTER TABLE single_holidays RENAME TO holidays;
