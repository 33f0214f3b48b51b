CREATE TABLE report_categories (
    code text NOT NULL,
    heading text NOT NULL,
    name text NOT NULL,
    hint text NOT NULL,
    place integer NOT NULL,
    answered_by text NOT NULL,
    anonymous boolean NOT NULL,
    signpost text NOT NULL,
    signpost_only boolean NOT NULL,
    hold text NOT NULL,
    questions text NOT NULL,
    offered boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_report_categories PRIMARY KEY (code)
);

CREATE TABLE reports (
    record_id uuid NOT NULL,
    reference text NOT NULL,
    submission uuid NOT NULL,
    category text NOT NULL,
    answered_by_name text NOT NULL,
    channel text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    state_since timestamp with time zone NOT NULL,
    risks text NOT NULL,
    answered_at timestamp with time zone,
    waiting_since timestamp with time zone,
    waited_seconds integer NOT NULL,
    closed_at timestamp with time zone,
    closed_because text,
    reopened_at timestamp with time zone,
    duplicate_of uuid,
    version integer NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY (record_id)
);
CREATE UNIQUE INDEX ix_reports_reference ON reports (reference);
CREATE UNIQUE INDEX ix_reports_submission ON reports (submission);
CREATE INDEX ix_reports_submitted_at ON reports (submitted_at);

CREATE TABLE report_places (
    record_id uuid NOT NULL,
    lsoa_id integer,
    ward_id integer,
    neighbourhood_id integer,
    district_id integer,
    happened_on date,
    CONSTRAINT pk_report_places PRIMARY KEY (record_id)
);
CREATE INDEX ix_report_places_lsoa_id ON report_places (lsoa_id);
CREATE INDEX ix_report_places_neighbourhood_id ON report_places (neighbourhood_id);

CREATE TABLE p_report_details (
    subject uuid NOT NULL,
    behaviour bytea NOT NULL,
    looks bytea,
    answers bytea,
    place bytea,
    point bytea,
    happened bytea,
    box_key bytea NOT NULL,
    CONSTRAINT pk_p_report_details PRIMARY KEY (subject)
);

CREATE TABLE p_report_files (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    about bytea NOT NULL,
    CONSTRAINT pk_p_report_files PRIMARY KEY (id)
);
CREATE INDEX ix_p_report_files_subject ON p_report_files (subject);

CREATE TABLE report_uploads (
    file text NOT NULL,
    record_id uuid NOT NULL,
    CONSTRAINT pk_report_uploads PRIMARY KEY (file)
);
CREATE INDEX ix_report_uploads_record_id ON report_uploads (record_id);

CREATE TABLE p_report_messages (
    id uuid NOT NULL,
    subject uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    by uuid,
    words bytea NOT NULL,
    CONSTRAINT pk_p_report_messages PRIMARY KEY (id)
);
CREATE INDEX ix_p_report_messages_subject ON p_report_messages (subject);

CREATE TABLE report_boxes (
    record_id uuid NOT NULL,
    wrapped bytea NOT NULL,
    wrong integer NOT NULL,
    shut_until timestamp with time zone,
    CONSTRAINT pk_report_boxes PRIMARY KEY (record_id)
);

CREATE TABLE report_letters (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    locked bytea NOT NULL,
    CONSTRAINT pk_report_letters PRIMARY KEY (id)
);
CREATE INDEX ix_report_letters_record_id_at ON report_letters (record_id, at);

CREATE TABLE report_drafts (
    id uuid NOT NULL,
    locked bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    files text NOT NULL,
    CONSTRAINT pk_report_drafts PRIMARY KEY (id)
);
CREATE INDEX ix_report_drafts_expires_at ON report_drafts (expires_at);
