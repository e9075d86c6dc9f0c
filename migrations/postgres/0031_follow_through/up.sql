-- Of all agencies; behind the day and the id stands what is asked for, so that a commitment is looked
-- up only to be shown: db::follow_through::overdue_first, db::follow_through::sums.
CREATE INDEX commitments_due ON commitments (due_on, id, state, suggestion_id);
-- db::outcomes::categories: only what was imported has one.
CREATE INDEX suggestions_category ON suggestions (topic_id, publication, category, answer_state)
  WHERE category IS NOT NULL;
