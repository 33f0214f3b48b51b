CREATE TABLE report_summaries (
    number text NOT NULL,
    category text NOT NULL,
    words text NOT NULL,
    lsoa_id integer,
    agency_name text NOT NULL,
    since date NOT NULL,
    published_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    outcome text NOT NULL,
    withdrawn_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_report_summaries PRIMARY KEY (number)
);
CREATE INDEX ix_report_summaries_lsoa_id ON report_summaries (lsoa_id);
CREATE INDEX ix_report_summaries_updated_at ON report_summaries (updated_at);

CREATE TABLE records_summarised (
    record_id uuid NOT NULL,
    number text NOT NULL,
    CONSTRAINT pk_records_summarised PRIMARY KEY (record_id)
);
CREATE INDEX ix_records_summarised_number ON records_summarised (number);
