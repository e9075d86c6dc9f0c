DROP INDEX account_roles_agency;
DROP TABLE topic_moderators;
