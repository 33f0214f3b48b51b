CREATE TABLE sessions (
    id TEXT NOT NULL CONSTRAINT pk_sessions PRIMARY KEY,
    account_id TEXT NOT NULL,
    secret BLOB NOT NULL,
    security_stamp TEXT NOT NULL,
    way TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    ended_at INTEGER NULL
);
CREATE UNIQUE INDEX ix_sessions_secret ON sessions (secret);
CREATE INDEX ix_sessions_account_id ON sessions (account_id);

CREATE TABLE invitations (
    id TEXT NOT NULL CONSTRAINT pk_invitations PRIMARY KEY,
    account_id TEXT NOT NULL,
    secret BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER NULL
);
CREATE UNIQUE INDEX ix_invitations_secret ON invitations (secret);
CREATE INDEX ix_invitations_account_id ON invitations (account_id);

CREATE TABLE recovery_codes (
    id TEXT NOT NULL CONSTRAINT pk_recovery_codes PRIMARY KEY,
    account_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    used_at INTEGER NULL
);
CREATE UNIQUE INDEX ix_recovery_codes_account_id_hash ON recovery_codes (account_id, hash);

CREATE TABLE passkeys (
    id TEXT NOT NULL CONSTRAINT pk_passkeys PRIMARY KEY,
    account_id TEXT NOT NULL,
    credential_id BLOB NOT NULL,
    public_key BLOB NOT NULL,
    name TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER NULL,
    sign_count INTEGER NOT NULL,
    transports TEXT NOT NULL,
    is_user_verified INTEGER NOT NULL,
    is_backup_eligible INTEGER NOT NULL,
    is_backed_up INTEGER NOT NULL,
    attestation_object BLOB NOT NULL,
    client_data BLOB NOT NULL
);
CREATE UNIQUE INDEX ix_passkeys_credential_id ON passkeys (credential_id);
CREATE INDEX ix_passkeys_account_id ON passkeys (account_id);

CREATE TABLE sign_in_attempts (
    about BLOB NOT NULL CONSTRAINT pk_sign_in_attempts PRIMARY KEY,
    wrong INTEGER NOT NULL,
    forget_at INTEGER NOT NULL
);
CREATE INDEX ix_sign_in_attempts_forget_at ON sign_in_attempts (forget_at);

CREATE TABLE protection_keys (
    id TEXT NOT NULL CONSTRAINT pk_protection_keys PRIMARY KEY,
    name TEXT NOT NULL,
    xml TEXT NOT NULL
);

ALTER TABLE accounts ADD COLUMN last_code_step INTEGER NULL;
