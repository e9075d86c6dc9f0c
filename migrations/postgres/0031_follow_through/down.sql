DROP INDEX suggestions_category;
DROP INDEX commitments_due;
