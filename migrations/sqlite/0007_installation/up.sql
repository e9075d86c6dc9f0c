-- What this installation knows of itself: "demonstration" = "yes" once it is filled with one.
CREATE TABLE installation (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
);
