DROP TABLE sessions;
DROP TABLE account_roles;
DROP TABLE roles;
DROP TABLE accounts;
DROP TABLE agencies;
