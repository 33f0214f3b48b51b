CREATE TABLE crime_outcomes (
    id bigint NOT NULL,
    file_id integer NOT NULL,
    month integer NOT NULL,
    crime_key bytea,
    outcome integer NOT NULL,
    location integer NOT NULL,
    longitude double precision,
    latitude double precision,
    lsoa_id integer,
    current_lsoa_id integer,
    ward_id integer,
    neighbourhood_id integer,
    placement integer NOT NULL,
    CONSTRAINT pk_crime_outcomes PRIMARY KEY (id)
);
CREATE INDEX ix_crime_outcomes_crime_key ON crime_outcomes (crime_key);
CREATE INDEX ix_crime_outcomes_month_latitude_longitude ON crime_outcomes (month, latitude, longitude);

CREATE TABLE stop_and_searches (
    id bigint NOT NULL,
    file_id integer NOT NULL,
    month integer NOT NULL,
    at bigint NOT NULL,
    type integer NOT NULL,
    part_of_operation integer NOT NULL,
    operation integer,
    longitude double precision,
    latitude double precision,
    gender integer,
    age_range integer,
    self_defined_ethnicity integer,
    officer_defined_ethnicity integer,
    legislation integer,
    object_of_search integer,
    outcome integer,
    outcome_linked_to_object integer NOT NULL,
    more_than_outer_clothing integer NOT NULL,
    lsoa_id integer,
    ward_id integer,
    neighbourhood_id integer,
    placement integer NOT NULL,
    CONSTRAINT pk_stop_and_searches PRIMARY KEY (id)
);
CREATE INDEX ix_stop_and_searches_month_latitude_longitude ON stop_and_searches (month, latitude, longitude);
