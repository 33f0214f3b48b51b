CREATE TABLE ring_keys (
    id text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_ring_keys PRIMARY KEY (id)
);

CREATE TABLE subject_keys (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    wrapped bytea NOT NULL,
    ring_key text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_subject_keys PRIMARY KEY (id),
    CONSTRAINT fk_subject_keys_ring_keys_ring_key FOREIGN KEY (ring_key) REFERENCES ring_keys (id) ON DELETE RESTRICT
);
CREATE INDEX ix_subject_keys_subject ON subject_keys (subject);
CREATE INDEX ix_subject_keys_ring_key ON subject_keys (ring_key);

CREATE TABLE forgetting_certificates (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id uuid NOT NULL,
    organisation text NOT NULL,
    ground text NOT NULL,
    removed text NOT NULL,
    keys text NOT NULL,
    ledger_sequence bigint NOT NULL,
    ledger_hash bytea NOT NULL,
    CONSTRAINT pk_forgetting_certificates PRIMARY KEY (id)
);
CREATE INDEX ix_forgetting_certificates_subject ON forgetting_certificates (subject);

CREATE TABLE p_search_words (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    field text NOT NULL,
    word bigint NOT NULL,
    CONSTRAINT pk_p_search_words PRIMARY KEY (id)
);
CREATE INDEX ix_p_search_words_field_word ON p_search_words (field, word);
CREATE INDEX ix_p_search_words_subject ON p_search_words (subject);
