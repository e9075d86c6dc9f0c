-- Ready texts of an agency for its answers. They are never public themselves.
CREATE TABLE answer_templates (
  id TEXT PRIMARY KEY NOT NULL,
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  -- That of the text that is offered.
  version INTEGER NOT NULL,
  -- Offered no more; its texts still are no reasons.
  retired_at TIMESTAMP
);
-- db::templates::of_agency and db::templates::texts_of.
CREATE INDEX answer_templates_agency ON answer_templates (agency_id);

-- Every text that a template ever had: none of them is a reason by itself.
CREATE TABLE answer_template_texts (
  template_id TEXT NOT NULL REFERENCES answer_templates (id),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL REFERENCES answer_kinds (name),
  -- What the desk calls it.
  label TEXT NOT NULL,
  text_ar TEXT NOT NULL,
  text_en TEXT NOT NULL,
  written_at TIMESTAMP NOT NULL,
  written_by TEXT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (template_id, version),
  CONSTRAINT answer_template_texts_length CHECK (length(label) BETWEEN 3 AND 80 AND length(text_ar) BETWEEN 3 AND 3000 AND length(text_en) BETWEEN 3 AND 3000)
);
