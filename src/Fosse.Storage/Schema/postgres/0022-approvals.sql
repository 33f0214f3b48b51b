CREATE TABLE approvals (
    id uuid NOT NULL,
    deed text NOT NULL,
    about_id uuid NOT NULL,
    content text NOT NULL,
    hash bytea NOT NULL,
    proposed_by uuid NOT NULL,
    agency_id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    lapses_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    ended_at timestamp with time zone NULL,
    version integer NOT NULL,
    CONSTRAINT pk_approvals PRIMARY KEY (id)
);
-- One proposal of a kind about a thing at a time.
CREATE UNIQUE INDEX ix_approvals_open ON approvals (deed, about_id) WHERE state = 'Open';
CREATE INDEX ix_approvals_state_lapses_at ON approvals (state, lapses_at);

CREATE TABLE approval_agencies (
    approval_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    CONSTRAINT pk_approval_agencies PRIMARY KEY (approval_id, agency_id)
);

CREATE TABLE approval_acts (
    id uuid NOT NULL,
    approval_id uuid NOT NULL,
    step text NOT NULL,
    account_id uuid NOT NULL,
    person_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    hash bytea NOT NULL,
    reason text NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_approval_acts PRIMARY KEY (id)
);
CREATE INDEX ix_approval_acts_approval_id ON approval_acts (approval_id);

ALTER TABLE accounts ADD COLUMN same_person_as uuid NULL;
