CREATE TABLE access_answers (
    id TEXT NOT NULL CONSTRAINT pk_access_answers PRIMARY KEY,
    agency_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    reader_id TEXT NOT NULL,
    day TEXT NULL,
    up_to_line INTEGER NOT NULL,
    count INTEGER NOT NULL,
    note TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at INTEGER NOT NULL
);
CREATE INDEX ix_access_answers_agency_id_answered_at ON access_answers (agency_id, answered_at);
