-- Of whom an invitation was asked, and whether it lets somebody in who had been in before.
ALTER TABLE invitations ADD COLUMN made_by TEXT NULL;
ALTER TABLE invitations ADD COLUMN approval_id TEXT NULL;
ALTER TABLE invitations ADD COLUMN recovers INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ix_invitations_approval_id ON invitations (approval_id);

CREATE TABLE invitation_halves (
    approval_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    CONSTRAINT pk_invitation_halves PRIMARY KEY (approval_id, account_id)
);
CREATE INDEX ix_invitation_halves_hash ON invitation_halves (hash);

CREATE TABLE account_links (
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL,
    why TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    apart_at INTEGER NULL,
    apart_by TEXT NULL,
    CONSTRAINT pk_account_links PRIMARY KEY (first_id, second_id)
);
