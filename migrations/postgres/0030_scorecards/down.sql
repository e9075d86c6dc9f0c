DROP TABLE derived_checks;
DROP TABLE scorecard_cells;
DELETE FROM followers WHERE name = 'scorecards';
DROP TABLE departures;
