ALTER TABLE records ADD COLUMN in_queue INTEGER NOT NULL DEFAULT 0;
-- Reports that came before there were queues wait in them now.
UPDATE records SET in_queue = 1 WHERE closed_at IS NULL AND EXISTS (SELECT 1 FROM reports r WHERE r.record_id = records.id AND r.state NOT IN ('Closed', 'Duplicate', 'Withdrawn'));
CREATE INDEX ix_records_agency_id_in_queue ON records (agency_id, in_queue);

CREATE TABLE records_deeds (
    id TEXT NOT NULL CONSTRAINT pk_records_deeds PRIMARY KEY,
    record_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL
);
CREATE INDEX ix_records_deeds_record_id_at ON records_deeds (record_id, at);
