CREATE TABLE ledger (
    sequence INTEGER NOT NULL CONSTRAINT pk_ledger PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    purpose TEXT NULL,
    subject TEXT NULL,
    ground TEXT NOT NULL,
    reason_from TEXT NOT NULL,
    reason TEXT NULL,
    typed BLOB NULL,
    agreement TEXT NULL,
    seconds_typing INTEGER NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX ix_ledger_subject_at ON ledger (subject, at);
CREATE INDEX ix_ledger_actor_id_at ON ledger (actor_id, at);

CREATE TABLE ledger_head (
    id INTEGER NOT NULL CONSTRAINT pk_ledger_head PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL
);
INSERT INTO ledger_head (id, sequence, hash) VALUES (1, 0, X'0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE outbox (
    id TEXT NOT NULL CONSTRAINT pk_outbox PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    done_at INTEGER NULL,
    attempts INTEGER NOT NULL,
    last_failure TEXT NULL
);
CREATE INDEX ix_outbox_done_at_due_at ON outbox (done_at, due_at);

CREATE TABLE timetable (
    name TEXT NOT NULL CONSTRAINT pk_timetable PRIMARY KEY,
    due_at INTEGER NOT NULL,
    started_at INTEGER NULL,
    finished_at INTEGER NULL,
    failures INTEGER NOT NULL,
    last_failure TEXT NULL
);

CREATE TABLE data_versions (
    id INTEGER NOT NULL CONSTRAINT pk_data_versions PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    what TEXT NOT NULL
);

CREATE TABLE settings (
    key TEXT NOT NULL CONSTRAINT pk_settings PRIMARY KEY,
    value TEXT NOT NULL
);
