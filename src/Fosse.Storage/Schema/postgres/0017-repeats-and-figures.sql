CREATE TABLE report_file_marks (
    file text NOT NULL,
    record_id uuid NOT NULL,
    mark bigint NOT NULL,
    CONSTRAINT pk_report_file_marks PRIMARY KEY (file)
);
CREATE INDEX ix_report_file_marks_mark ON report_file_marks (mark);
CREATE INDEX ix_report_file_marks_record_id ON report_file_marks (record_id);

CREATE TABLE report_notices (
    record_id uuid NOT NULL,
    letter_id uuid NOT NULL,
    locked bytea NOT NULL,
    CONSTRAINT pk_report_notices PRIMARY KEY (record_id)
);

CREATE TABLE records_repeated (
    record_id uuid NOT NULL,
    same_person integer NOT NULL,
    same_home integer NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    CONSTRAINT pk_records_repeated PRIMARY KEY (record_id)
);

CREATE TABLE report_figures (
    area_id integer NOT NULL,
    first_month integer NOT NULL,
    last_month integer NOT NULL,
    as_of timestamp with time zone NOT NULL,
    reports integer,
    in_time integer,
    median_hours double precision,
    closed integer,
    reopened integer,
    CONSTRAINT pk_report_figures PRIMARY KEY (area_id)
);
