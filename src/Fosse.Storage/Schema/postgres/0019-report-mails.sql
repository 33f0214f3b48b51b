CREATE TABLE p_report_mails (
    subject uuid NOT NULL,
    address bytea NOT NULL,
    CONSTRAINT pk_p_report_mails PRIMARY KEY (subject)
);

CREATE TABLE report_mailings (
    record_id uuid NOT NULL,
    from_minute integer NULL,
    until_minute integer NULL,
    due_at timestamp with time zone NULL,
    sent_at timestamp with time zone NULL,
    failures integer NOT NULL,
    CONSTRAINT pk_report_mailings PRIMARY KEY (record_id)
);
CREATE INDEX ix_report_mailings_due_at ON report_mailings (due_at);
