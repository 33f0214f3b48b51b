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
    for_review INTEGER NOT NULL,
    hash BLOB NULL
);
CREATE INDEX ix_retention_runs_started_at ON retention_runs (started_at);

CREATE TABLE retention_run_records (
    run_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    class TEXT NOT NULL,
    due_on TEXT NOT NULL,
    result TEXT NOT NULL,
    CONSTRAINT pk_retention_run_records PRIMARY KEY (run_id, record_id)
);

CREATE TABLE retention_decisions (
    id TEXT NOT NULL CONSTRAINT pk_retention_decisions PRIMARY KEY,
    record_id TEXT NOT NULL,
    keep_until TEXT NOT NULL,
    ground TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER NOT NULL
);
CREATE INDEX ix_retention_decisions_record_id ON retention_decisions (record_id);

CREATE TABLE access_likenesses (
    line INTEGER NOT NULL,
    rule TEXT NOT NULL,
    CONSTRAINT pk_access_likenesses PRIMARY KEY (line, rule)
);

CREATE TABLE own_streets (
    account_id TEXT NOT NULL CONSTRAINT pk_own_streets PRIMARY KEY,
    words TEXT NOT NULL,
    given_at INTEGER NOT NULL
);

CREATE TABLE ledger_exports (
    id TEXT NOT NULL CONSTRAINT pk_ledger_exports PRIMARY KEY,
    agency_id TEXT NOT NULL,
    review TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT NULL,
    decided_at INTEGER NULL,
    made_at INTEGER NULL,
    lines INTEGER NULL,
    hash BLOB NULL
);
CREATE INDEX ix_ledger_exports_agency_id_asked_at ON ledger_exports (agency_id, asked_at);

CREATE TABLE record_corrections (
    id TEXT NOT NULL CONSTRAINT pk_record_corrections PRIMARY KEY,
    request_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    field TEXT NOT NULL,
    corrected_by TEXT NOT NULL,
    corrected_at INTEGER NOT NULL
);
CREATE INDEX ix_record_corrections_record_id ON record_corrections (record_id);

CREATE TABLE p_subject_request_texts (
    request_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    words BLOB NOT NULL,
    CONSTRAINT pk_p_subject_request_texts PRIMARY KEY (request_id, kind)
);
CREATE INDEX ix_p_subject_request_texts_subject ON p_subject_request_texts (subject);

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
