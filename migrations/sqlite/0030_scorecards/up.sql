-- When suggestions left public view: hidden, merged or withdrawn. One that comes back has no row.
CREATE TABLE departures (
  suggestion_id TEXT PRIMARY KEY NOT NULL REFERENCES suggestions (id),
  left_at TIMESTAMP NOT NULL
);
INSERT INTO departures (suggestion_id, left_at)
SELECT s.id, coalesce(CASE s.publication
    WHEN 'hidden' THEN (SELECT max(h.hidden_at) FROM hidings h WHERE h.suggestion_id = s.id AND h.restored_at IS NULL)
    WHEN 'merged' THEN (SELECT max(m.merged_at) FROM merges m WHERE m.suggestion_id = s.id AND m.undone_at IS NULL)
    ELSE gone.at END, s.posted_at)
FROM suggestions s LEFT JOIN (
  SELECT subject_id, max(happened_at) AS at FROM journal WHERE kind = 'suggestion.withdrawn' GROUP BY subject_id
) AS gone ON gone.subject_id = s.id
WHERE s.publication IN ('hidden', 'merged', 'withdrawn');

-- What agencies are measured by, counted by topic and day; derived, follows the journal. `scope` says
-- by what it is cut: 0 nothing, 1 governorate, 2 category, 3 both.
CREATE TABLE scorecard_cells (
  scope INTEGER NOT NULL,
  governorate TEXT NOT NULL,
  category TEXT NOT NULL,
  measure TEXT NOT NULL,
  day TEXT NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  cases BIGINT NOT NULL,
  in_time BIGINT NOT NULL,
  late BIGINT NOT NULL,
  -- Of clocks: calendar days after the due day, and how many were met then ("-2:12 0:5").
  met TEXT NOT NULL,
  -- db::scorecards: sums over a period, for all topics.
  PRIMARY KEY (scope, governorate, category, measure, day, topic_id),
  CONSTRAINT scorecard_cells_scope CHECK (scope BETWEEN 0 AND 3),
  CONSTRAINT scorecard_cells_sums CHECK (in_time >= 0 AND late >= 0 AND in_time + late <= cases)
) WITHOUT ROWID;
-- db::scorecards_write::of_topic; db::scorecards::of_agency.
CREATE INDEX scorecard_cells_topic ON scorecard_cells (topic_id, scope, governorate, category, measure, day);
-- db::scorecards::of_agencies: what was never answered, whenever it came due.
CREATE INDEX scorecard_cells_unmet ON scorecard_cells (scope, governorate, category, measure, day, topic_id)
  WHERE in_time + late < cases;

-- Each night everything derived is computed anew and compared with what stands. Public.
CREATE TABLE derived_checks (
  day TEXT PRIMARY KEY NOT NULL,
  checked_at TIMESTAMP NOT NULL,
  -- The number of the journal that was followed up to.
  seq BIGINT NOT NULL,
  topics BIGINT NOT NULL,
  compared BIGINT NOT NULL,
  differences BIGINT NOT NULL
);
