-- What is worked on a record of whatever kind: entries and their words, tasks, and which records belong together.
CREATE TABLE records_entries (
    id TEXT NOT NULL CONSTRAINT pk_records_entries PRIMARY KEY,
    record_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    happened_on TEXT,
    about TEXT NOT NULL
);
CREATE INDEX ix_records_entries_record_id_at ON records_entries (record_id, at);

CREATE TABLE p_entry_words (
    entry_id TEXT NOT NULL CONSTRAINT pk_p_entry_words PRIMARY KEY,
    subject TEXT NOT NULL,
    words BLOB NOT NULL
);
CREATE INDEX ix_p_entry_words_subject ON p_entry_words (subject);

CREATE TABLE records_tasks (
    id TEXT NOT NULL CONSTRAINT pk_records_tasks PRIMARY KEY,
    record_id TEXT NOT NULL,
    account_id TEXT,
    due_on TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    done_at INTEGER,
    done_by TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX ix_records_tasks_record_id ON records_tasks (record_id);
CREATE INDEX ix_records_tasks_done_at_due_on ON records_tasks (done_at, due_on);

CREATE TABLE records_links (
    record_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    CONSTRAINT pk_records_links PRIMARY KEY (record_id, other_id)
);
CREATE INDEX ix_records_links_other_id ON records_links (other_id);
