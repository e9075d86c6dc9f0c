-- What a person at a desk looks for again and again in its queue. Never public.
CREATE TABLE saved_views (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  name TEXT NOT NULL,
  -- The filter as in the address of the queue.
  query TEXT NOT NULL,
  saved_at TIMESTAMP NOT NULL,
  CONSTRAINT saved_views_name_length CHECK (length(name) BETWEEN 1 AND 60),
  CONSTRAINT saved_views_query_length CHECK (length(query) <= 2000),
  UNIQUE (account_id, agency_id, name)
);
