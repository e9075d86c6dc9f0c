-- Of all agencies; behind the day and the id stands what is asked for, so that a commitment is looked
-- up only to be shown: db::follow_through::overdue_first, db::follow_through::sums.
CREATE INDEX commitments_due ON commitments (due_on, id, state, suggestion_id);
