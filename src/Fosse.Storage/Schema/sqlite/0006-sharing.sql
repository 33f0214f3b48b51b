CREATE TABLE sharing_agreements (
    id TEXT NOT NULL CONSTRAINT pk_sharing_agreements PRIMARY KEY,
    name TEXT NOT NULL,
    gateway TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    review_on TEXT NOT NULL,
    ended_on TEXT NULL,
    signed_on TEXT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_sharing_agreements_name ON sharing_agreements (name);

CREATE TABLE agreement_parties (
    agreement_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    gives INTEGER NOT NULL,
    receives INTEGER NOT NULL,
    regime TEXT NOT NULL,
    CONSTRAINT pk_agreement_parties PRIMARY KEY (agreement_id, agency_id)
);
CREATE INDEX ix_agreement_parties_agency_id ON agreement_parties (agency_id);

CREATE TABLE agreement_scopes (
    agreement_id TEXT NOT NULL,
    class TEXT NOT NULL,
    purpose TEXT NOT NULL,
    level TEXT NOT NULL,
    CONSTRAINT pk_agreement_scopes PRIMARY KEY (agreement_id, class, purpose)
);

CREATE TABLE agreement_documents (
    id TEXT NOT NULL CONSTRAINT pk_agreement_documents PRIMARY KEY,
    agreement_id TEXT NOT NULL,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    added_at INTEGER NOT NULL
);
CREATE INDEX ix_agreement_documents_agreement_id ON agreement_documents (agreement_id);

CREATE TABLE retention_rules (
    class TEXT NOT NULL,
    purpose TEXT NOT NULL,
    basis TEXT NOT NULL,
    months INTEGER NOT NULL,
    action TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_retention_rules PRIMARY KEY (class)
);

CREATE TABLE records (
    id TEXT NOT NULL CONSTRAINT pk_records PRIMARY KEY,
    reference TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    team_id TEXT NULL,
    class TEXT NOT NULL,
    case_reference TEXT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NULL,
    forgotten_at INTEGER NULL,
    CONSTRAINT fk_records_retention_rules_class FOREIGN KEY (class) REFERENCES retention_rules (class) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_records_reference ON records (reference);
CREATE INDEX ix_records_agency_id ON records (agency_id);
CREATE INDEX ix_records_class ON records (class);

CREATE TABLE record_assignments (
    id TEXT NOT NULL CONSTRAINT pk_record_assignments PRIMARY KEY,
    record_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    task TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NULL
);
CREATE INDEX ix_record_assignments_record_id ON record_assignments (record_id);
CREATE INDEX ix_record_assignments_account_id ON record_assignments (account_id);

CREATE TABLE conflicts_of_interest (
    record_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    declared_at INTEGER NOT NULL,
    CONSTRAINT pk_conflicts_of_interest PRIMARY KEY (record_id, account_id)
);

CREATE TABLE access_grants (
    id TEXT NOT NULL CONSTRAINT pk_access_grants PRIMARY KEY,
    record_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    last_on TEXT NOT NULL,
    request_id TEXT NOT NULL
);
CREATE INDEX ix_access_grants_record_id_agency_id ON access_grants (record_id, agency_id);
