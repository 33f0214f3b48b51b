CREATE TABLE api_keys (
    id TEXT NOT NULL CONSTRAINT pk_api_keys PRIMARY KEY,
    name TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    hands_on_codes INTEGER NOT NULL,
    ended_at INTEGER NULL,
    last_used_on TEXT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_api_keys_name ON api_keys (name);
CREATE UNIQUE INDEX ix_api_keys_hash ON api_keys (hash);

CREATE TABLE open311_requests (
    submission TEXT NOT NULL CONSTRAINT pk_open311_requests PRIMARY KEY,
    key_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    sent_at INTEGER NOT NULL
);
CREATE INDEX ix_open311_requests_key_id_digest ON open311_requests (key_id, digest);

CREATE TABLE open311_updates (
    id TEXT NOT NULL CONSTRAINT pk_open311_updates PRIMARY KEY,
    submission TEXT NOT NULL,
    sent_at INTEGER NOT NULL
);
CREATE INDEX ix_open311_updates_submission ON open311_updates (submission);
