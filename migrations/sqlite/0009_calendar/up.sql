-- Holidays of one or several days, under an id by which they are changed.
CREATE TABLE holiday_entries (
  id TEXT PRIMARY KEY NOT NULL,
  -- YYYY-MM-DD, both included; no two entries share a day.
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  source TEXT NOT NULL,
  -- Where the source can be read; empty when nowhere.
  link TEXT NOT NULL,
  status TEXT NOT NULL,
  CONSTRAINT holiday_entries_days CHECK (last_day >= first_day),
  CONSTRAINT holiday_entries_status CHECK (status IN ('estimated', 'announced')),
  CONSTRAINT holiday_entries_length CHECK (
    length(name_ar) BETWEEN 1 AND 100 AND length(name_en) BETWEEN 1 AND 100
    AND length(source) <= 300 AND length(link) <= 2000)
);
INSERT INTO holiday_entries (id, first_day, last_day, name_ar, name_en, source, link, status)
SELECT day, day, day, name_ar, name_en, source, '', status FROM holidays;
DROP TABLE holidays;
ALTER TABLE holiday_entries RENAME TO holidays;

-- Weekends other than the usual one, Friday and Saturday, each from a day on until the next.
CREATE TABLE working_weeks (
  from_day TEXT PRIMARY KEY NOT NULL,
  -- Days off with a space between: 'friday saturday'.
  days_off TEXT NOT NULL,
  source TEXT NOT NULL,
  link TEXT NOT NULL,
  CONSTRAINT working_weeks_length CHECK (length(source) <= 300 AND length(link) <= 2000)
);

-- Every change of the calendar since it was set up. The last number is the calendar's version.
CREATE TABLE calendar_changes (
  number INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  -- Of a holiday; empty for weekends and whole years.
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  -- Of a weekend; empty for holidays.
  days_off TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  -- The days before the change, where it moved them.
  was_first TEXT,
  was_last TEXT,
  -- How many suggestions got another due day, and how many due days those are: each has two.
  suggestions BIGINT NOT NULL,
  due_days BIGINT NOT NULL,
  -- Private, like answers.answered_by.
  changed_by TEXT NOT NULL REFERENCES accounts (id),
  changed_at TIMESTAMP NOT NULL,
  CONSTRAINT calendar_changes_kind CHECK (kind IN (
    'holiday_added', 'holiday_changed', 'holiday_removed',
    'week_added', 'week_changed', 'week_removed', 'year_entered'))
);

-- What a change moved in each topic, said on the topic.
CREATE TABLE calendar_moves (
  topic_id TEXT NOT NULL REFERENCES topics (id),
  change_number INTEGER NOT NULL REFERENCES calendar_changes (number),
  suggestions BIGINT NOT NULL,
  due_days BIGINT NOT NULL,
  PRIMARY KEY (topic_id, change_number)
);

-- When a moderator of the agency first opened a suggestion at the desk.
CREATE TABLE first_reads (
  suggestion_id TEXT PRIMARY KEY NOT NULL REFERENCES suggestions (id),
  read_at TIMESTAMP NOT NULL,
  -- Private, like answers.answered_by.
  read_by TEXT NOT NULL REFERENCES accounts (id)
);

-- What an agency promises beyond the common clocks, in working days.
CREATE TABLE agency_promises (
  agency_id TEXT PRIMARY KEY NOT NULL REFERENCES agencies (id),
  acknowledge_days INTEGER,
  decide_days INTEGER,
  version INTEGER NOT NULL,
  promised_at TIMESTAMP NOT NULL,
  CONSTRAINT agency_promises_acknowledge CHECK (acknowledge_days BETWEEN 1 AND 2),
  CONSTRAINT agency_promises_decide CHECK (decide_days BETWEEN 1 AND 19)
);
