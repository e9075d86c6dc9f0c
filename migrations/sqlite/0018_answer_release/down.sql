DROP INDEX answer_releases_agency;
DROP INDEX answer_releases_waiting;
DROP TABLE answer_releases;
DROP TABLE answer_release_states;
ALTER TABLE agencies DROP COLUMN second_person;
