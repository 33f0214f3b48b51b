CREATE TABLE report_file_marks (
    file TEXT NOT NULL CONSTRAINT pk_report_file_marks PRIMARY KEY,
    record_id TEXT NOT NULL,
    mark INTEGER NOT NULL
);
CREATE INDEX ix_report_file_marks_mark ON report_file_marks (mark);
CREATE INDEX ix_report_file_marks_record_id ON report_file_marks (record_id);

CREATE TABLE report_notices (
    record_id TEXT NOT NULL CONSTRAINT pk_report_notices PRIMARY KEY,
    letter_id TEXT NOT NULL,
    locked BLOB NOT NULL
);

CREATE TABLE records_repeated (
    record_id TEXT NOT NULL CONSTRAINT pk_records_repeated PRIMARY KEY,
    same_person INTEGER NOT NULL,
    same_home INTEGER NOT NULL,
    counted_at INTEGER NOT NULL,
    told_at INTEGER NULL
);

CREATE TABLE report_figures (
    area_id INTEGER NOT NULL CONSTRAINT pk_report_figures PRIMARY KEY,
    first_month INTEGER NOT NULL,
    last_month INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    reports INTEGER NULL,
    in_time INTEGER NULL,
    median_hours REAL NULL,
    closed INTEGER NULL,
    reopened INTEGER NULL
);
