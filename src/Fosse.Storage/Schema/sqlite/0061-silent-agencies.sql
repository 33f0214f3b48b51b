-- Members in which nobody may read reports.
CREATE TABLE silent_agencies (
    agency_id TEXT NOT NULL CONSTRAINT pk_silent_agencies PRIMARY KEY,
    since INTEGER NOT NULL
);
