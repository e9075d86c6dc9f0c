-- Agencies end and change names; what they opened, owe and answered stays as it was written.
ALTER TABLE agencies ADD COLUMN closed_at TIMESTAMP;
-- Whose figures take in those of this one; set on closed agencies alone, and never to one that has a
-- successor itself.
ALTER TABLE agencies ADD COLUMN merged_into TEXT REFERENCES agencies (id);

-- Names that agencies had, each until a moment.
CREATE TABLE agency_names (
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  until TIMESTAMP NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  -- db::agencies::past: of one agency.
  PRIMARY KEY (agency_id, until)
);
