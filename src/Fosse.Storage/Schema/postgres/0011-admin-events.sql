ALTER TABLE agencies ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE teams ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE roles ADD COLUMN version integer NOT NULL DEFAULT 0;

CREATE TABLE admin_events (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    about_id uuid,
    detail text,
    CONSTRAINT pk_admin_events PRIMARY KEY (id)
);
CREATE INDEX ix_admin_events_at ON admin_events (at);

-- What an administrator did stays as it was written.
CREATE RULE admin_events_stay AS ON UPDATE TO admin_events DO INSTEAD NOTHING;
CREATE RULE admin_events_remain AS ON DELETE TO admin_events DO INSTEAD NOTHING;
