CREATE TABLE crime_outcomes (
    id INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    crime_key BLOB,
    outcome INTEGER NOT NULL,
    location INTEGER NOT NULL,
    longitude REAL,
    latitude REAL,
    lsoa_id INTEGER,
    current_lsoa_id INTEGER,
    ward_id INTEGER,
    neighbourhood_id INTEGER,
    placement INTEGER NOT NULL,
    CONSTRAINT pk_crime_outcomes PRIMARY KEY (id)
);
CREATE INDEX ix_crime_outcomes_crime_key ON crime_outcomes (crime_key);
CREATE INDEX ix_crime_outcomes_month_latitude_longitude ON crime_outcomes (month, latitude, longitude);

CREATE TABLE stop_and_searches (
    id INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type INTEGER NOT NULL,
    part_of_operation INTEGER NOT NULL,
    operation INTEGER,
    longitude REAL,
    latitude REAL,
    gender INTEGER,
    age_range INTEGER,
    self_defined_ethnicity INTEGER,
    officer_defined_ethnicity INTEGER,
    legislation INTEGER,
    object_of_search INTEGER,
    outcome INTEGER,
    outcome_linked_to_object INTEGER NOT NULL,
    more_than_outer_clothing INTEGER NOT NULL,
    lsoa_id INTEGER,
    ward_id INTEGER,
    neighbourhood_id INTEGER,
    placement INTEGER NOT NULL,
    CONSTRAINT pk_stop_and_searches PRIMARY KEY (id)
);
CREATE INDEX ix_stop_and_searches_month_latitude_longitude ON stop_and_searches (month, latitude, longitude);
