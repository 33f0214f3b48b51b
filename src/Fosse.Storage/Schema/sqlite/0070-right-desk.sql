-- Whether a report is with those who answer its kind at its place, and what somebody put right in it, as it was before and after.
ALTER TABLE reports ADD COLUMN reached TEXT NOT NULL DEFAULT 'Own';
ALTER TABLE reports ADD COLUMN desk TEXT NOT NULL DEFAULT 'Own';
ALTER TABLE records_deeds ADD COLUMN value_before TEXT NOT NULL DEFAULT '';
ALTER TABLE records_deeds ADD COLUMN value_after TEXT NOT NULL DEFAULT '';
