CREATE TABLE ring_keys (
    id TEXT NOT NULL CONSTRAINT pk_ring_keys PRIMARY KEY,
    made_at INTEGER NOT NULL
);

CREATE TABLE subject_keys (
    id TEXT NOT NULL CONSTRAINT pk_subject_keys PRIMARY KEY,
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    ring_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    CONSTRAINT fk_subject_keys_ring_keys_ring_key FOREIGN KEY (ring_key) REFERENCES ring_keys (id) ON DELETE RESTRICT
);
CREATE INDEX ix_subject_keys_subject ON subject_keys (subject);
CREATE INDEX ix_subject_keys_ring_key ON subject_keys (ring_key);

CREATE TABLE forgetting_certificates (
    id TEXT NOT NULL CONSTRAINT pk_forgetting_certificates PRIMARY KEY,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    ground TEXT NOT NULL,
    removed TEXT NOT NULL,
    keys TEXT NOT NULL,
    ledger_sequence INTEGER NOT NULL,
    ledger_hash BLOB NOT NULL
);
CREATE INDEX ix_forgetting_certificates_subject ON forgetting_certificates (subject);

CREATE TABLE p_search_words (
    id TEXT NOT NULL CONSTRAINT pk_p_search_words PRIMARY KEY,
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    word INTEGER NOT NULL
);
CREATE INDEX ix_p_search_words_field_word ON p_search_words (field, word);
CREATE INDEX ix_p_search_words_subject ON p_search_words (subject);
