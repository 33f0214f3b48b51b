CREATE TABLE legal_holds (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    proceedings text NOT NULL,
    placed_by uuid NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone,
    CONSTRAINT pk_legal_holds PRIMARY KEY (id)
);
CREATE INDEX ix_legal_holds_record_id ON legal_holds (record_id);

CREATE TABLE retention_runs (
    id uuid NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    due integer NOT NULL,
    forgotten integer NOT NULL,
    held integer NOT NULL,
    for_review integer NOT NULL,
    hash bytea,
    CONSTRAINT pk_retention_runs PRIMARY KEY (id)
);
CREATE INDEX ix_retention_runs_started_at ON retention_runs (started_at);

CREATE TABLE retention_run_records (
    run_id uuid NOT NULL,
    record_id uuid NOT NULL,
    class text NOT NULL,
    due_on date NOT NULL,
    result text NOT NULL,
    CONSTRAINT pk_retention_run_records PRIMARY KEY (run_id, record_id)
);

CREATE TABLE retention_decisions (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    keep_until date NOT NULL,
    ground text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_retention_decisions PRIMARY KEY (id)
);
CREATE INDEX ix_retention_decisions_record_id ON retention_decisions (record_id);

CREATE TABLE access_likenesses (
    line bigint NOT NULL,
    rule text NOT NULL,
    CONSTRAINT pk_access_likenesses PRIMARY KEY (line, rule)
);

CREATE TABLE own_streets (
    account_id uuid NOT NULL,
    words text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_own_streets PRIMARY KEY (account_id)
);

CREATE TABLE ledger_exports (
    id uuid NOT NULL,
    agency_id uuid NOT NULL,
    review text NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    made_at timestamp with time zone,
    lines integer,
    hash bytea,
    CONSTRAINT pk_ledger_exports PRIMARY KEY (id)
);
CREATE INDEX ix_ledger_exports_agency_id_asked_at ON ledger_exports (agency_id, asked_at);

CREATE TABLE record_corrections (
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    record_id uuid NOT NULL,
    field text NOT NULL,
    corrected_by uuid NOT NULL,
    corrected_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_record_corrections PRIMARY KEY (id)
);
CREATE INDEX ix_record_corrections_record_id ON record_corrections (record_id);

CREATE TABLE p_subject_request_texts (
    request_id uuid NOT NULL,
    kind text NOT NULL,
    subject uuid NOT NULL,
    words bytea NOT NULL,
    CONSTRAINT pk_p_subject_request_texts PRIMARY KEY (request_id, kind)
);
CREATE INDEX ix_p_subject_request_texts_subject ON p_subject_request_texts (subject);

CREATE TABLE access_reviews (
    line bigint NOT NULL,
    agency_id uuid NOT NULL,
    kind text NOT NULL,
    waits_since timestamp with time zone NOT NULL,
    reviewed_by uuid,
    reviewed_at timestamp with time zone,
    outcome text,
    note text,
    CONSTRAINT pk_access_reviews PRIMARY KEY (line, agency_id, kind)
);
CREATE INDEX ix_access_reviews_agency_id_reviewed_at ON access_reviews (agency_id, reviewed_at);

CREATE TABLE subject_requests (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    kind text NOT NULL,
    received_on date NOT NULL,
    due_on date NOT NULL,
    taken_by uuid NOT NULL,
    state text NOT NULL,
    closed_at timestamp with time zone,
    closed_by uuid,
    CONSTRAINT pk_subject_requests PRIMARY KEY (id)
);
CREATE INDEX ix_subject_requests_agency_id_state ON subject_requests (agency_id, state);
CREATE INDEX ix_subject_requests_record_id ON subject_requests (record_id);

CREATE TABLE disclosure_requests (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    from_agency_id uuid NOT NULL,
    from_account_id uuid NOT NULL,
    to_agency_id uuid NOT NULL,
    purpose text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    closed_at timestamp with time zone,
    answered_by uuid,
    CONSTRAINT pk_disclosure_requests PRIMARY KEY (id)
);
CREATE INDEX ix_disclosure_requests_to_agency_id_state ON disclosure_requests (to_agency_id, state);
CREATE INDEX ix_disclosure_requests_from_agency_id_state ON disclosure_requests (from_agency_id, state);
CREATE INDEX ix_disclosure_requests_record_id ON disclosure_requests (record_id);

CREATE TABLE p_disclosure_texts (
    subject uuid NOT NULL,
    question boolean NOT NULL,
    words bytea NOT NULL,
    CONSTRAINT pk_p_disclosure_texts PRIMARY KEY (subject, question)
);

CREATE TABLE p_person_details (
    subject uuid NOT NULL,
    name bytea NOT NULL,
    born_on bytea,
    address bytea,
    telephone bytea,
    email bytea,
    safe_contact bytea,
    notes bytea,
    CONSTRAINT pk_p_person_details PRIMARY KEY (subject)
);
