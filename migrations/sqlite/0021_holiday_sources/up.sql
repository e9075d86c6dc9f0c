-- Where a holiday comes from is said in both languages; what stood in one stands in both until a
-- steward writes the other.
CREATE TABLE holiday_entries (
  id TEXT PRIMARY KEY NOT NULL,
  -- YYYY-MM-DD, both included; no two entries share a day.
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  source_ar TEXT NOT NULL,
  source_en TEXT NOT NULL,
  -- Where the source can be read; empty when nowhere.
  link TEXT NOT NULL,
  status TEXT NOT NULL,
  CONSTRAINT holiday_sources_days CHECK (last_day >= first_day),
  CONSTRAINT holiday_sources_status CHECK (status IN ('estimated', 'announced')),
  CONSTRAINT holiday_sources_length CHECK (
    length(name_ar) BETWEEN 1 AND 100 AND length(name_en) BETWEEN 1 AND 100
    AND length(source_ar) <= 300 AND length(source_en) <= 300 AND length(link) <= 2000)
);
INSERT INTO holiday_entries (id, first_day, last_day, name_ar, name_en, source_ar, source_en, link, status)
SELECT id, first_day, last_day, name_ar, name_en, source, source, link, status FROM holidays;
DROP TABLE holidays;
ALTER TABLE holiday_entries RENAME TO holidays;
