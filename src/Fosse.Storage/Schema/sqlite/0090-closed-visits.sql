-- Openings of reporters' boxes that were closed: a number by chance.
CREATE TABLE closed_visits (
    id TEXT NOT NULL CONSTRAINT pk_closed_visits PRIMARY KEY,
    visit TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX ix_closed_visits_visit ON closed_visits (visit);
