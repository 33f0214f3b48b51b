-- Reports that do not wait for their turn have a clock of their own, and somebody is woken for them.
ALTER TABLE reports ADD COLUMN look_by INTEGER;
ALTER TABLE reports ADD COLUMN looked_at INTEGER;
ALTER TABLE reports ADD COLUMN urgent_reply_by INTEGER;
CREATE INDEX ix_reports_looked_at_look_by ON reports (looked_at, look_by);

-- Those that are open already: what somebody has taken up was looked at, the others are to be looked at now.
UPDATE reports SET
    look_by = submitted_at + 36000000000,
    urgent_reply_by = submitted_at + 864000000000,
    looked_at = CASE WHEN state IN ('Submitted', 'SafeguardingHold', 'Redirected') THEN NULL ELSE state_since END
WHERE state NOT IN ('Closed', 'Duplicate', 'Withdrawn', 'Answered')
    AND (risks LIKE '%Hate%' OR risks LIKE '%Threat%' OR risks LIKE '%Safeguarding%' OR risks LIKE '%CounterTerrorism%');

CREATE TABLE records_called_for (
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    agency_id TEXT NOT NULL,
    called INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    CONSTRAINT pk_records_called_for PRIMARY KEY (kind, about)
);
