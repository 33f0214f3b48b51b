CREATE TABLE report_summaries (
    number TEXT NOT NULL CONSTRAINT pk_report_summaries PRIMARY KEY,
    category TEXT NOT NULL,
    words TEXT NOT NULL,
    lsoa_id INTEGER NULL,
    agency_name TEXT NOT NULL,
    since TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    closed_at INTEGER NULL,
    outcome TEXT NOT NULL,
    withdrawn_at INTEGER NULL,
    version INTEGER NOT NULL
);
CREATE INDEX ix_report_summaries_lsoa_id ON report_summaries (lsoa_id);
CREATE INDEX ix_report_summaries_updated_at ON report_summaries (updated_at);

CREATE TABLE records_summarised (
    record_id TEXT NOT NULL CONSTRAINT pk_records_summarised PRIMARY KEY,
    number TEXT NOT NULL
);
CREATE INDEX ix_records_summarised_number ON records_summarised (number);
