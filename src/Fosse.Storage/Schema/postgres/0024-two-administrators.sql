-- Of whom an invitation was asked, and whether it lets somebody in who had been in before.
ALTER TABLE invitations ADD COLUMN made_by uuid NULL;
ALTER TABLE invitations ADD COLUMN approval_id uuid NULL;
ALTER TABLE invitations ADD COLUMN recovers boolean NOT NULL DEFAULT false;
CREATE INDEX ix_invitations_approval_id ON invitations (approval_id);

CREATE TABLE invitation_halves (
    approval_id uuid NOT NULL,
    account_id uuid NOT NULL,
    hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_invitation_halves PRIMARY KEY (approval_id, account_id)
);
CREATE INDEX ix_invitation_halves_hash ON invitation_halves (hash);

CREATE TABLE account_links (
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    why text NOT NULL,
    found_at timestamp with time zone NOT NULL,
    apart_at timestamp with time zone NULL,
    apart_by uuid NULL,
    CONSTRAINT pk_account_links PRIMARY KEY (first_id, second_id)
);
