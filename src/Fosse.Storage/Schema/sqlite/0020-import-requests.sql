CREATE TABLE import_requests (
    id TEXT NOT NULL CONSTRAINT pk_import_requests PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    what TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    stop_asked INTEGER NOT NULL,
    started_at INTEGER NULL,
    ended_at INTEGER NULL,
    step TEXT NULL,
    unit TEXT NULL,
    done INTEGER NOT NULL,
    expected INTEGER NOT NULL,
    files INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    note TEXT NULL
);
CREATE INDEX ix_import_requests_asked_at ON import_requests (asked_at);
-- One import of a kind at a time, whatever the number of workers.
CREATE UNIQUE INDEX ix_import_requests_running ON import_requests (kind) WHERE state = 'Running';

ALTER TABLE import_runs ADD COLUMN request_id TEXT NULL;
CREATE INDEX ix_import_runs_request_id ON import_runs (request_id);
