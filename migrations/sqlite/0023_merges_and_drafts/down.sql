DROP TABLE bulk_drafts;
DELETE FROM objections WHERE kind = 'merging';
DROP INDEX objections_merge;
ALTER TABLE objections DROP COLUMN merge_id;
DROP TABLE merges;
