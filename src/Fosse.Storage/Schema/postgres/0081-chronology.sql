-- What is worked on a record of whatever kind: entries and their words, tasks, and which records belong together.
CREATE TABLE records_entries (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    kind text NOT NULL,
    happened_on date,
    about text NOT NULL,
    CONSTRAINT pk_records_entries PRIMARY KEY (id)
);
CREATE INDEX ix_records_entries_record_id_at ON records_entries (record_id, at);

CREATE TABLE p_entry_words (
    entry_id uuid NOT NULL,
    subject uuid NOT NULL,
    words bytea NOT NULL,
    CONSTRAINT pk_p_entry_words PRIMARY KEY (entry_id)
);
CREATE INDEX ix_p_entry_words_subject ON p_entry_words (subject);

CREATE TABLE records_tasks (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    account_id uuid,
    due_on date NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    done_by uuid,
    version integer NOT NULL,
    CONSTRAINT pk_records_tasks PRIMARY KEY (id)
);
CREATE INDEX ix_records_tasks_record_id ON records_tasks (record_id);
CREATE INDEX ix_records_tasks_done_at_due_on ON records_tasks (done_at, due_on);

CREATE TABLE records_links (
    record_id uuid NOT NULL,
    other_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    CONSTRAINT pk_records_links PRIMARY KEY (record_id, other_id)
);
CREATE INDEX ix_records_links_other_id ON records_links (other_id);
