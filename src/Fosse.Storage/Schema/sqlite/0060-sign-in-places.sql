-- From where an account was let in before, and what changed about how its owner signs in.
CREATE TABLE known_places (
    id TEXT NOT NULL CONSTRAINT pk_known_places PRIMARY KEY,
    account_id TEXT NOT NULL,
    mark BLOB NOT NULL,
    security_stamp TEXT NOT NULL,
    until INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_known_places_account_id_mark ON known_places (account_id, mark);
CREATE INDEX ix_known_places_mark ON known_places (mark);
CREATE INDEX ix_known_places_until ON known_places (until);

CREATE TABLE sign_in_changes (
    id TEXT NOT NULL CONSTRAINT pk_sign_in_changes PRIMARY KEY,
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX ix_sign_in_changes_account_id_at ON sign_in_changes (account_id, at);
CREATE INDEX ix_sign_in_changes_at ON sign_in_changes (at);
