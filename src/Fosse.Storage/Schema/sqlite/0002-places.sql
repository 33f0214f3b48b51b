CREATE TABLE areas (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    district_id INTEGER,
    parent_id INTEGER,
    best_fit_ward_id INTEGER,
    first_vintage INTEGER NOT NULL,
    last_vintage INTEGER,
    rural_urban TEXT,
    longitude REAL,
    latitude REAL,
    CONSTRAINT pk_areas PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_areas_kind_code ON areas (kind, code);

CREATE TABLE area_slugs (
    slug TEXT NOT NULL,
    area_id INTEGER NOT NULL,
    current INTEGER NOT NULL,
    CONSTRAINT pk_area_slugs PRIMARY KEY (slug)
);
CREATE INDEX ix_area_slugs_area_id ON area_slugs (area_id);

CREATE TABLE area_boundaries (
    area_id INTEGER NOT NULL,
    vintage INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    shape BLOB NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_area_boundaries PRIMARY KEY (area_id, vintage)
);

CREATE TABLE area_links (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    from_code TEXT NOT NULL,
    to_code TEXT NOT NULL,
    change TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    source TEXT NOT NULL,
    CONSTRAINT pk_area_links PRIMARY KEY (id)
);
CREATE INDEX ix_area_links_kind_from_code ON area_links (kind, from_code);

CREATE TABLE area_measures (
    area_id INTEGER NOT NULL,
    measure TEXT NOT NULL,
    year INTEGER NOT NULL,
    value REAL NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_area_measures PRIMARY KEY (area_id, measure, year)
);

CREATE TABLE postcodes (
    code TEXT NOT NULL,
    longitude REAL NOT NULL,
    latitude REAL NOT NULL,
    district_id INTEGER,
    ward_id INTEGER,
    lsoa_id INTEGER,
    CONSTRAINT pk_postcodes PRIMARY KEY (code)
);

CREATE TABLE named_places (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    longitude REAL NOT NULL,
    latitude REAL NOT NULL,
    district_id INTEGER,
    ward_id INTEGER,
    lsoa_id INTEGER,
    source TEXT NOT NULL,
    CONSTRAINT pk_named_places PRIMARY KEY (id)
);
