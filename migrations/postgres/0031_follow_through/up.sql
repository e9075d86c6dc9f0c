-- db::follow_through::overdue_first and db::follow_through::sums, of all agencies. Behind the day and
-- the id stands what both ask for, so that a commitment is looked up only to be shown.
CREATE INDEX commitments_due ON commitments (due_on, id, state, suggestion_id);
