CREATE TABLE holiday_entries (
  id TEXT PRIMARY KEY NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  source TEXT NOT NULL,
  link TEXT NOT NULL,
  status TEXT NOT NULL,
  CONSTRAINT holiday_entries_days CHECK (last_day >= first_day),
  CONSTRAINT holiday_entries_status CHECK (status IN ('estimated', 'announced')),
  CONSTRAINT holiday_entries_length CHECK (
    length(name_ar) BETWEEN 1 AND 100 AND length(name_en) BETWEEN 1 AND 100
    AND length(source) <= 300 AND length(link) <= 2000)
);
-- The English words are lost where they differed.
INSERT INTO holiday_entries (id, first_day, last_day, name_ar, name_en, source, link, status)
SELECT id, first_day, last_day, name_ar, name_en, source_ar, link, status FROM holidays;
DROP TABLE holidays;
ALTER TABLE holiday_entries RENAME TO holidays;
