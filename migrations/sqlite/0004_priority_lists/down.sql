DROP TABLE standings;
DROP TABLE editions;
DROP TABLE priority_list_entries;
DROP TABLE priority_lists;
