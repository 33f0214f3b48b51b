CREATE TABLE areas (
    id integer NOT NULL,
    kind text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    district_id integer,
    parent_id integer,
    best_fit_ward_id integer,
    first_vintage integer NOT NULL,
    last_vintage integer,
    rural_urban text,
    longitude double precision,
    latitude double precision,
    CONSTRAINT pk_areas PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_areas_kind_code ON areas (kind, code);

CREATE TABLE area_slugs (
    slug text NOT NULL,
    area_id integer NOT NULL,
    current boolean NOT NULL,
    CONSTRAINT pk_area_slugs PRIMARY KEY (slug)
);
CREATE INDEX ix_area_slugs_area_id ON area_slugs (area_id);

CREATE TABLE area_boundaries (
    area_id integer NOT NULL,
    vintage integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    shape bytea NOT NULL,
    source text NOT NULL,
    CONSTRAINT pk_area_boundaries PRIMARY KEY (area_id, vintage)
);

CREATE TABLE area_links (
    id integer NOT NULL,
    kind text NOT NULL,
    from_code text NOT NULL,
    to_code text NOT NULL,
    change text NOT NULL,
    vintage integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    source text NOT NULL,
    CONSTRAINT pk_area_links PRIMARY KEY (id)
);
CREATE INDEX ix_area_links_kind_from_code ON area_links (kind, from_code);

CREATE TABLE area_measures (
    area_id integer NOT NULL,
    measure text NOT NULL,
    year integer NOT NULL,
    value double precision NOT NULL,
    source text NOT NULL,
    CONSTRAINT pk_area_measures PRIMARY KEY (area_id, measure, year)
);

CREATE TABLE postcodes (
    code text NOT NULL,
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    district_id integer,
    ward_id integer,
    lsoa_id integer,
    CONSTRAINT pk_postcodes PRIMARY KEY (code)
);

CREATE TABLE named_places (
    id integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    district_id integer,
    ward_id integer,
    lsoa_id integer,
    source text NOT NULL,
    CONSTRAINT pk_named_places PRIMARY KEY (id)
);
