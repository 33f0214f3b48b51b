ALTER TABLE records ADD COLUMN in_queue boolean NOT NULL DEFAULT false;
-- Reports that came before there were queues wait in them now.
UPDATE records SET in_queue = true WHERE closed_at IS NULL AND EXISTS (SELECT 1 FROM reports r WHERE r.record_id = records.id AND r.state NOT IN ('Closed', 'Duplicate', 'Withdrawn'));
CREATE INDEX ix_records_agency_id_in_queue ON records (agency_id, in_queue);

CREATE TABLE records_deeds (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    kind text NOT NULL,
    about text NOT NULL,
    CONSTRAINT pk_records_deeds PRIMARY KEY (id)
);
CREATE INDEX ix_records_deeds_record_id_at ON records_deeds (record_id, at);
