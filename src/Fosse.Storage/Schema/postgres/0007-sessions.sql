CREATE TABLE sessions (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    secret bytea NOT NULL,
    security_stamp text NOT NULL,
    way text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT pk_sessions PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_sessions_secret ON sessions (secret);
CREATE INDEX ix_sessions_account_id ON sessions (account_id);

CREATE TABLE invitations (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    secret bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT pk_invitations PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_invitations_secret ON invitations (secret);
CREATE INDEX ix_invitations_account_id ON invitations (account_id);

CREATE TABLE recovery_codes (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    hash bytea NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT pk_recovery_codes PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_recovery_codes_account_id_hash ON recovery_codes (account_id, hash);

CREATE TABLE passkeys (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    name text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    sign_count bigint NOT NULL,
    transports text NOT NULL,
    is_user_verified boolean NOT NULL,
    is_backup_eligible boolean NOT NULL,
    is_backed_up boolean NOT NULL,
    attestation_object bytea NOT NULL,
    client_data bytea NOT NULL,
    CONSTRAINT pk_passkeys PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_passkeys_credential_id ON passkeys (credential_id);
CREATE INDEX ix_passkeys_account_id ON passkeys (account_id);

CREATE TABLE sign_in_attempts (
    about bytea NOT NULL,
    wrong integer NOT NULL,
    forget_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_sign_in_attempts PRIMARY KEY (about)
);
CREATE INDEX ix_sign_in_attempts_forget_at ON sign_in_attempts (forget_at);

CREATE TABLE protection_keys (
    id uuid NOT NULL,
    name text NOT NULL,
    xml text NOT NULL,
    CONSTRAINT pk_protection_keys PRIMARY KEY (id)
);

ALTER TABLE accounts ADD COLUMN last_code_step bigint;
