CREATE TABLE reason_marks (
    id TEXT NOT NULL CONSTRAINT pk_reason_marks PRIMARY KEY,
    subject TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    mark INTEGER NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX ix_reason_marks_actor_id_mark ON reason_marks (actor_id, mark);
CREATE INDEX ix_reason_marks_subject ON reason_marks (subject);

ALTER TABLE record_assignments ADD COLUMN assigned_by TEXT NULL;
