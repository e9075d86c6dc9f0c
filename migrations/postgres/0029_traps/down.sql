DROP TABLE account_traps;
DROP TABLE suggestion_traps;
