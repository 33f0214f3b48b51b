CREATE TABLE report_categories (
    code TEXT NOT NULL CONSTRAINT pk_report_categories PRIMARY KEY,
    heading TEXT NOT NULL,
    name TEXT NOT NULL,
    hint TEXT NOT NULL,
    place INTEGER NOT NULL,
    answered_by TEXT NOT NULL,
    anonymous INTEGER NOT NULL,
    signpost TEXT NOT NULL,
    signpost_only INTEGER NOT NULL,
    hold TEXT NOT NULL,
    questions TEXT NOT NULL,
    offered INTEGER NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE reports (
    record_id TEXT NOT NULL CONSTRAINT pk_reports PRIMARY KEY,
    reference TEXT NOT NULL,
    submission TEXT NOT NULL,
    category TEXT NOT NULL,
    answered_by_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_since INTEGER NOT NULL,
    risks TEXT NOT NULL,
    answered_at INTEGER NULL,
    waiting_since INTEGER NULL,
    waited_seconds INTEGER NOT NULL,
    closed_at INTEGER NULL,
    closed_because TEXT NULL,
    reopened_at INTEGER NULL,
    duplicate_of TEXT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_reports_reference ON reports (reference);
CREATE UNIQUE INDEX ix_reports_submission ON reports (submission);
CREATE INDEX ix_reports_submitted_at ON reports (submitted_at);

CREATE TABLE report_places (
    record_id TEXT NOT NULL CONSTRAINT pk_report_places PRIMARY KEY,
    lsoa_id INTEGER NULL,
    ward_id INTEGER NULL,
    neighbourhood_id INTEGER NULL,
    district_id INTEGER NULL,
    happened_on TEXT NULL
);
CREATE INDEX ix_report_places_lsoa_id ON report_places (lsoa_id);
CREATE INDEX ix_report_places_neighbourhood_id ON report_places (neighbourhood_id);

CREATE TABLE p_report_details (
    subject TEXT NOT NULL CONSTRAINT pk_p_report_details PRIMARY KEY,
    behaviour BLOB NOT NULL,
    looks BLOB NULL,
    answers BLOB NULL,
    place BLOB NULL,
    point BLOB NULL,
    happened BLOB NULL,
    box_key BLOB NOT NULL
);

CREATE TABLE p_report_files (
    id TEXT NOT NULL CONSTRAINT pk_p_report_files PRIMARY KEY,
    subject TEXT NOT NULL,
    about BLOB NOT NULL
);
CREATE INDEX ix_p_report_files_subject ON p_report_files (subject);

CREATE TABLE report_uploads (
    file TEXT NOT NULL CONSTRAINT pk_report_uploads PRIMARY KEY,
    record_id TEXT NOT NULL
);
CREATE INDEX ix_report_uploads_record_id ON report_uploads (record_id);

CREATE TABLE p_report_messages (
    id TEXT NOT NULL CONSTRAINT pk_p_report_messages PRIMARY KEY,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by TEXT NULL,
    words BLOB NOT NULL
);
CREATE INDEX ix_p_report_messages_subject ON p_report_messages (subject);

CREATE TABLE report_boxes (
    record_id TEXT NOT NULL CONSTRAINT pk_report_boxes PRIMARY KEY,
    wrapped BLOB NOT NULL,
    wrong INTEGER NOT NULL,
    shut_until INTEGER NULL
);

CREATE TABLE report_letters (
    id TEXT NOT NULL CONSTRAINT pk_report_letters PRIMARY KEY,
    record_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    locked BLOB NOT NULL
);
CREATE INDEX ix_report_letters_record_id_at ON report_letters (record_id, at);

CREATE TABLE report_drafts (
    id TEXT NOT NULL CONSTRAINT pk_report_drafts PRIMARY KEY,
    locked BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    files TEXT NOT NULL
);
CREATE INDEX ix_report_drafts_expires_at ON report_drafts (expires_at);
