CREATE TABLE api_keys (
    id uuid NOT NULL,
    name text NOT NULL,
    agency_id uuid NOT NULL,
    hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    hands_on_codes boolean NOT NULL,
    ended_at timestamp with time zone,
    last_used_on date,
    version integer NOT NULL,
    CONSTRAINT pk_api_keys PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_api_keys_name ON api_keys (name);
CREATE UNIQUE INDEX ix_api_keys_hash ON api_keys (hash);

CREATE TABLE open311_requests (
    submission uuid NOT NULL,
    key_id uuid NOT NULL,
    digest bytea NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_open311_requests PRIMARY KEY (submission)
);
CREATE INDEX ix_open311_requests_key_id_digest ON open311_requests (key_id, digest);

CREATE TABLE open311_updates (
    id uuid NOT NULL,
    submission uuid NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_open311_updates PRIMARY KEY (id)
);
CREATE INDEX ix_open311_updates_submission ON open311_updates (submission);
