CREATE TABLE access_answers (
    id uuid NOT NULL,
    agency_id uuid NOT NULL,
    rule text NOT NULL,
    reader_id uuid NOT NULL,
    day date,
    up_to_line bigint NOT NULL,
    count integer NOT NULL,
    note text NOT NULL,
    answered_by uuid NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_access_answers PRIMARY KEY (id)
);
CREATE INDEX ix_access_answers_agency_id_answered_at ON access_answers (agency_id, answered_at);
