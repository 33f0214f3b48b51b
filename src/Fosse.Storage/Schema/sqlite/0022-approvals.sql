CREATE TABLE approvals (
    id TEXT NOT NULL CONSTRAINT pk_approvals PRIMARY KEY,
    deed TEXT NOT NULL,
    about_id TEXT NOT NULL,
    content TEXT NOT NULL,
    hash BLOB NOT NULL,
    proposed_by TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    lapses_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    ended_at INTEGER NULL,
    version INTEGER NOT NULL
);
-- One proposal of a kind about a thing at a time.
CREATE UNIQUE INDEX ix_approvals_open ON approvals (deed, about_id) WHERE state = 'Open';
CREATE INDEX ix_approvals_state_lapses_at ON approvals (state, lapses_at);

CREATE TABLE approval_agencies (
    approval_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    CONSTRAINT pk_approval_agencies PRIMARY KEY (approval_id, agency_id)
);

CREATE TABLE approval_acts (
    id TEXT NOT NULL CONSTRAINT pk_approval_acts PRIMARY KEY,
    approval_id TEXT NOT NULL,
    step TEXT NOT NULL,
    account_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    reason TEXT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX ix_approval_acts_approval_id ON approval_acts (approval_id);

ALTER TABLE accounts ADD COLUMN same_person_as TEXT NULL;
