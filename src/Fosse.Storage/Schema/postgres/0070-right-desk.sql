-- Whether a report is with those who answer its kind at its place, and what somebody put right in it, as it was before and after.
ALTER TABLE reports ADD COLUMN reached text NOT NULL DEFAULT 'Own';
ALTER TABLE reports ADD COLUMN desk text NOT NULL DEFAULT 'Own';
ALTER TABLE records_deeds ADD COLUMN value_before text NOT NULL DEFAULT '';
ALTER TABLE records_deeds ADD COLUMN value_after text NOT NULL DEFAULT '';
