ALTER TABLE agencies ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE teams ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE roles ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE admin_events (
    id TEXT NOT NULL CONSTRAINT pk_admin_events PRIMARY KEY,
    at INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    about_id TEXT NULL,
    detail TEXT NULL
);
CREATE INDEX ix_admin_events_at ON admin_events (at);

-- What an administrator did stays as it was written.
CREATE TRIGGER admin_events_stay BEFORE UPDATE ON admin_events BEGIN SELECT RAISE(ABORT, 'admin events are not changed'); END;
CREATE TRIGGER admin_events_remain BEFORE DELETE ON admin_events BEGIN SELECT RAISE(ABORT, 'admin events are not removed'); END;
