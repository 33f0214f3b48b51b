CREATE TABLE sharing_agreements (
    id uuid NOT NULL,
    name text NOT NULL,
    gateway text NOT NULL,
    starts_on date NOT NULL,
    review_on date NOT NULL,
    ended_on date,
    signed_on date,
    version integer NOT NULL,
    CONSTRAINT pk_sharing_agreements PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_sharing_agreements_name ON sharing_agreements (name);

CREATE TABLE agreement_parties (
    agreement_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    gives boolean NOT NULL,
    receives boolean NOT NULL,
    regime text NOT NULL,
    CONSTRAINT pk_agreement_parties PRIMARY KEY (agreement_id, agency_id)
);
CREATE INDEX ix_agreement_parties_agency_id ON agreement_parties (agency_id);

CREATE TABLE agreement_scopes (
    agreement_id uuid NOT NULL,
    class text NOT NULL,
    purpose text NOT NULL,
    level text NOT NULL,
    CONSTRAINT pk_agreement_scopes PRIMARY KEY (agreement_id, class, purpose)
);

CREATE TABLE agreement_documents (
    id uuid NOT NULL,
    agreement_id uuid NOT NULL,
    name text NOT NULL,
    file text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_agreement_documents PRIMARY KEY (id)
);
CREATE INDEX ix_agreement_documents_agreement_id ON agreement_documents (agreement_id);

CREATE TABLE retention_rules (
    class text NOT NULL,
    purpose text NOT NULL,
    basis text NOT NULL,
    months integer NOT NULL,
    action text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_retention_rules PRIMARY KEY (class)
);

CREATE TABLE records (
    id uuid NOT NULL,
    reference text NOT NULL,
    agency_id uuid NOT NULL,
    team_id uuid,
    class text NOT NULL,
    case_reference text,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    forgotten_at timestamp with time zone,
    CONSTRAINT pk_records PRIMARY KEY (id),
    CONSTRAINT fk_records_retention_rules_class FOREIGN KEY (class) REFERENCES retention_rules (class) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_records_reference ON records (reference);
CREATE INDEX ix_records_agency_id ON records (agency_id);
CREATE INDEX ix_records_class ON records (class);

CREATE TABLE record_assignments (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    account_id uuid NOT NULL,
    task text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    CONSTRAINT pk_record_assignments PRIMARY KEY (id)
);
CREATE INDEX ix_record_assignments_record_id ON record_assignments (record_id);
CREATE INDEX ix_record_assignments_account_id ON record_assignments (account_id);

CREATE TABLE conflicts_of_interest (
    record_id uuid NOT NULL,
    account_id uuid NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_conflicts_of_interest PRIMARY KEY (record_id, account_id)
);

CREATE TABLE access_grants (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    purpose text NOT NULL,
    last_on date NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT pk_access_grants PRIMARY KEY (id)
);
CREATE INDEX ix_access_grants_record_id_agency_id ON access_grants (record_id, agency_id);
