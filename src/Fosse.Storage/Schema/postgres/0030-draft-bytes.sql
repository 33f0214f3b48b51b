-- How large the files of an unfinished report are, so that all of them together have a bound.
ALTER TABLE report_drafts ADD COLUMN bytes bigint NOT NULL DEFAULT 0;
