-- The cells of whole months, so that a page adds up a tenth as many; derived with them, topic by topic.
CREATE TABLE scorecard_months (
  scope INTEGER NOT NULL,
  governorate TEXT NOT NULL,
  category TEXT NOT NULL,
  -- Of the topic.
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  measure TEXT NOT NULL,
  -- YYYY-MM
  month TEXT NOT NULL,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  cases BIGINT NOT NULL,
  in_time BIGINT NOT NULL,
  late BIGINT NOT NULL,
  -- Of clocks: the first day of the month on which one came due that was never met.
  first_unmet TEXT,
  -- db::scorecards: sums by agency and measure, in this order, so that nothing is sorted.
  PRIMARY KEY (scope, governorate, category, agency_id, measure, month, topic_id)
) WITHOUT ROWID;
-- db::scorecards_write::store.
CREATE INDEX scorecard_months_topic ON scorecard_months (topic_id);
INSERT INTO scorecard_months
SELECT scope, governorate, category, agency_id, measure, substr(day, 1, 7), topic_id,
  CAST(sum(cases) AS BIGINT), CAST(sum(in_time) AS BIGINT), CAST(sum(late) AS BIGINT),
  min(CASE WHEN measure IN ('acknowledge', 'decide') AND in_time + late < cases THEN day END)
FROM scorecard_cells c JOIN topics t ON t.id = c.topic_id
GROUP BY scope, governorate, category, agency_id, measure, substr(day, 1, 7), topic_id;
-- What was never met is found by months now.
DROP INDEX scorecard_cells_unmet;
