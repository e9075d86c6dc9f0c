DROP TABLE agency_names;
ALTER TABLE agencies DROP COLUMN merged_into;
ALTER TABLE agencies DROP COLUMN closed_at;
