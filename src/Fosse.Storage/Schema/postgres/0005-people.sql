CREATE TABLE agencies (
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    regime text NOT NULL,
    contact text NOT NULL,
    joined_on date NOT NULL,
    left_on date,
    CONSTRAINT pk_agencies PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_agencies_name ON agencies (name);

CREATE TABLE teams (
    id uuid NOT NULL,
    agency_id uuid NOT NULL,
    name text NOT NULL,
    CONSTRAINT pk_teams PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_teams_agency_id_name ON teams (agency_id, name);

CREATE TABLE team_areas (
    team_id uuid NOT NULL,
    area_id integer NOT NULL,
    CONSTRAINT pk_team_areas PRIMARY KEY (team_id, area_id)
);

CREATE TABLE roles (
    id uuid NOT NULL,
    name text NOT NULL,
    explanation text NOT NULL,
    permissions text NOT NULL,
    CONSTRAINT pk_roles PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_roles_name ON roles (name);

CREATE TABLE role_grants (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role_id uuid NOT NULL,
    team_id uuid,
    starts_on date NOT NULL,
    ends_on date,
    deputy_for uuid,
    CONSTRAINT pk_role_grants PRIMARY KEY (id)
);
CREATE INDEX ix_role_grants_account_id ON role_grants (account_id);

CREATE TABLE accounts (
    id uuid NOT NULL,
    agency_id uuid NOT NULL,
    email text NOT NULL,
    normalized_email text NOT NULL,
    name text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    disabled_at timestamp with time zone,
    password_hash text,
    security_stamp text NOT NULL,
    failed_sign_ins integer NOT NULL,
    locked_until timestamp with time zone,
    authenticator_key text,
    authenticator_confirmed boolean NOT NULL,
    CONSTRAINT pk_accounts PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_accounts_normalized_email ON accounts (normalized_email);
CREATE INDEX ix_accounts_agency_id ON accounts (agency_id);
