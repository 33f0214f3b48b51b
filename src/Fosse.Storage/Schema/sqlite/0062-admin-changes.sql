-- What administrators changed, before and after.
ALTER TABLE admin_events ADD COLUMN changes TEXT NULL;
