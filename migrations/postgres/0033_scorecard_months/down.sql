CREATE INDEX scorecard_cells_unmet ON scorecard_cells (scope, governorate, category, measure, day, topic_id)
  WHERE in_time + late < cases;
DROP TABLE scorecard_months;
