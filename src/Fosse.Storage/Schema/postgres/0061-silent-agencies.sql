-- Members in which nobody may read reports.
CREATE TABLE silent_agencies (
    agency_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT pk_silent_agencies PRIMARY KEY (agency_id)
);
