CREATE TABLE p_report_mails (
    subject TEXT NOT NULL CONSTRAINT pk_p_report_mails PRIMARY KEY,
    address BLOB NOT NULL
);

CREATE TABLE report_mailings (
    record_id TEXT NOT NULL CONSTRAINT pk_report_mailings PRIMARY KEY,
    from_minute INTEGER NULL,
    until_minute INTEGER NULL,
    due_at INTEGER NULL,
    sent_at INTEGER NULL,
    failures INTEGER NOT NULL
);
CREATE INDEX ix_report_mailings_due_at ON report_mailings (due_at);
