DROP TABLE topic_versions;
DROP TABLE topic_links;
DROP TABLE topic_link_kinds;
