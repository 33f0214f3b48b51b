CREATE TABLE import_requests (
    id uuid NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    what text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    stop_asked boolean NOT NULL,
    started_at timestamp with time zone NULL,
    ended_at timestamp with time zone NULL,
    step text NULL,
    unit text NULL,
    done bigint NOT NULL,
    expected bigint NOT NULL,
    files integer NOT NULL,
    added bigint NOT NULL,
    changed bigint NOT NULL,
    removed bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    note text NULL,
    CONSTRAINT pk_import_requests PRIMARY KEY (id)
);
CREATE INDEX ix_import_requests_asked_at ON import_requests (asked_at);
-- One import of a kind at a time, whatever the number of workers.
CREATE UNIQUE INDEX ix_import_requests_running ON import_requests (kind) WHERE state = 'Running';

ALTER TABLE import_runs ADD COLUMN request_id uuid NULL;
CREATE INDEX ix_import_runs_request_id ON import_runs (request_id);
