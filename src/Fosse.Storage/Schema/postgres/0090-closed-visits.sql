-- Openings of reporters' boxes that were closed: a number by chance.
CREATE TABLE closed_visits (
    id uuid NOT NULL CONSTRAINT pk_closed_visits PRIMARY KEY,
    visit uuid NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE INDEX ix_closed_visits_visit ON closed_visits (visit);
