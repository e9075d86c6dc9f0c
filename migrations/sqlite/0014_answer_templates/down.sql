DROP TABLE answer_template_texts;
DROP INDEX answer_templates_agency;
DROP TABLE answer_templates;
