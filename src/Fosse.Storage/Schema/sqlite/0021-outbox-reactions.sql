-- A row from before is for all who react to its event; whoever takes it shares it out among them.
ALTER TABLE outbox ADD COLUMN reaction TEXT NOT NULL DEFAULT '';
