CREATE TABLE legal_holds (
    id TEXT NOT NULL CONSTRAINT pk_legal_holds PRIMARY KEY,
    record_id TEXT NOT NULL,
    proceedings TEXT NOT NULL,
    placed_by TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    lifted_by TEXT NULL,
    lifted_at INTEGER NULL
);
CREATE INDEX ix_legal_holds_record_id ON legal_holds (record_id);

CREATE TABLE retention_runs (
    id TEXT NOT NULL CONSTRAINT pk_retention_runs PRIMARY KEY,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NULL,
    due INTEGER NOT NULL,
    forgotten INTEGER NOT NULL,
    held INTEGER NOT NULL,
    for_review INTEGER NOT NULL
);

CREATE TABLE retention_run_records (
    run_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    class TEXT NOT NULL,
    due_on TEXT NOT NULL,
    result TEXT NOT NULL,
    CONSTRAINT pk_retention_run_records PRIMARY KEY (run_id, record_id)
);

CREATE TABLE access_reviews (
    line INTEGER NOT NULL,
    agency_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    waits_since INTEGER NOT NULL,
    reviewed_by TEXT NULL,
    reviewed_at INTEGER NULL,
    outcome TEXT NULL,
    note TEXT NULL,
    CONSTRAINT pk_access_reviews PRIMARY KEY (line, agency_id, kind)
);
CREATE INDEX ix_access_reviews_agency_id_reviewed_at ON access_reviews (agency_id, reviewed_at);

CREATE TABLE subject_requests (
    id TEXT NOT NULL CONSTRAINT pk_subject_requests PRIMARY KEY,
    record_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    received_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_at INTEGER NULL,
    closed_by TEXT NULL
);
CREATE INDEX ix_subject_requests_agency_id_state ON subject_requests (agency_id, state);
CREATE INDEX ix_subject_requests_record_id ON subject_requests (record_id);

CREATE TABLE disclosure_requests (
    id TEXT NOT NULL CONSTRAINT pk_disclosure_requests PRIMARY KEY,
    record_id TEXT NOT NULL,
    from_agency_id TEXT NOT NULL,
    from_account_id TEXT NOT NULL,
    to_agency_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_at INTEGER NULL,
    answered_by TEXT NULL
);
CREATE INDEX ix_disclosure_requests_to_agency_id_state ON disclosure_requests (to_agency_id, state);
CREATE INDEX ix_disclosure_requests_from_agency_id_state ON disclosure_requests (from_agency_id, state);
CREATE INDEX ix_disclosure_requests_record_id ON disclosure_requests (record_id);

CREATE TABLE p_disclosure_texts (
    subject TEXT NOT NULL,
    question INTEGER NOT NULL,
    words BLOB NOT NULL,
    CONSTRAINT pk_p_disclosure_texts PRIMARY KEY (subject, question)
);

CREATE TABLE p_person_details (
    subject TEXT NOT NULL CONSTRAINT pk_p_person_details PRIMARY KEY,
    name BLOB NOT NULL,
    born_on BLOB NULL,
    address BLOB NULL,
    telephone BLOB NULL,
    email BLOB NULL,
    safe_contact BLOB NULL,
    notes BLOB NULL
);
