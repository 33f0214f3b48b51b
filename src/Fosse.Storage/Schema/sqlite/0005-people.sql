CREATE TABLE agencies (
    id TEXT NOT NULL CONSTRAINT pk_agencies PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    regime TEXT NOT NULL,
    contact TEXT NOT NULL,
    joined_on TEXT NOT NULL,
    left_on TEXT NULL
);
CREATE UNIQUE INDEX ix_agencies_name ON agencies (name);

CREATE TABLE teams (
    id TEXT NOT NULL CONSTRAINT pk_teams PRIMARY KEY,
    agency_id TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_teams_agency_id_name ON teams (agency_id, name);

CREATE TABLE team_areas (
    team_id TEXT NOT NULL,
    area_id INTEGER NOT NULL,
    CONSTRAINT pk_team_areas PRIMARY KEY (team_id, area_id)
);

CREATE TABLE roles (
    id TEXT NOT NULL CONSTRAINT pk_roles PRIMARY KEY,
    name TEXT NOT NULL,
    explanation TEXT NOT NULL,
    permissions TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_roles_name ON roles (name);

CREATE TABLE role_grants (
    id TEXT NOT NULL CONSTRAINT pk_role_grants PRIMARY KEY,
    account_id TEXT NOT NULL,
    role_id TEXT NOT NULL,
    team_id TEXT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NULL,
    deputy_for TEXT NULL
);
CREATE INDEX ix_role_grants_account_id ON role_grants (account_id);

CREATE TABLE accounts (
    id TEXT NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    agency_id TEXT NOT NULL,
    email TEXT NOT NULL,
    normalized_email TEXT NOT NULL,
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NULL,
    disabled_at INTEGER NULL,
    password_hash TEXT NULL,
    security_stamp TEXT NOT NULL,
    failed_sign_ins INTEGER NOT NULL,
    locked_until INTEGER NULL,
    authenticator_key TEXT NULL,
    authenticator_confirmed INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_accounts_normalized_email ON accounts (normalized_email);
CREATE INDEX ix_accounts_agency_id ON accounts (agency_id);
