DROP TABLE count_parts;
DROP TABLE count_files;
DROP TABLE counts;
