CREATE TABLE reason_marks (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    actor_id uuid NOT NULL,
    mark bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_reason_marks PRIMARY KEY (id)
);
CREATE INDEX ix_reason_marks_actor_id_mark ON reason_marks (actor_id, mark);
CREATE INDEX ix_reason_marks_subject ON reason_marks (subject);

ALTER TABLE record_assignments ADD COLUMN assigned_by uuid NULL;
