-- From where an account was let in before, and what changed about how its owner signs in.
CREATE TABLE known_places (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    mark bytea NOT NULL,
    security_stamp text NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT pk_known_places PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_known_places_account_id_mark ON known_places (account_id, mark);
CREATE INDEX ix_known_places_mark ON known_places (mark);
CREATE INDEX ix_known_places_until ON known_places (until);

CREATE TABLE sign_in_changes (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_sign_in_changes PRIMARY KEY (id)
);
CREATE INDEX ix_sign_in_changes_account_id_at ON sign_in_changes (account_id, at);
CREATE INDEX ix_sign_in_changes_at ON sign_in_changes (at);
