DROP INDEX commitments_due;
