CREATE TABLE crime_files (
    id INTEGER NOT NULL,
    force TEXT NOT NULL,
    month INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    rows INTEGER NOT NULL,
    without_location INTEGER NOT NULL,
    outside INTEGER NOT NULL,
    anti_social INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    loaded_at INTEGER NOT NULL,
    placed_by TEXT NOT NULL,
    CONSTRAINT pk_crime_files PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_crime_files_kind_force_month ON crime_files (kind, force, month);

CREATE TABLE coded_words (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    CONSTRAINT pk_coded_words PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_coded_words_kind_word ON coded_words (kind, word);

CREATE TABLE recorded_crimes (
    id INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    crime_key BLOB,
    category INTEGER NOT NULL,
    outcome INTEGER,
    location INTEGER NOT NULL,
    longitude REAL,
    latitude REAL,
    lsoa_id INTEGER,
    current_lsoa_id INTEGER,
    ward_id INTEGER,
    neighbourhood_id INTEGER,
    placement INTEGER NOT NULL,
    CONSTRAINT pk_recorded_crimes PRIMARY KEY (id)
);
CREATE INDEX ix_recorded_crimes_month_latitude_longitude ON recorded_crimes (month, latitude, longitude);
CREATE INDEX ix_recorded_crimes_current_lsoa_id_month ON recorded_crimes (current_lsoa_id, month);

CREATE TABLE area_counts (
    file_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    by_category BLOB NOT NULL,
    by_outcome BLOB NOT NULL,
    CONSTRAINT pk_area_counts PRIMARY KEY (file_id, area_id)
) WITHOUT ROWID;

CREATE TABLE import_runs (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT pk_import_runs PRIMARY KEY (id)
);

CREATE TABLE imported_files (
    run_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    result TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    note TEXT,
    CONSTRAINT pk_imported_files PRIMARY KEY (run_id, position)
);

CREATE TABLE refused_import_rows (
    run_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_refused_import_rows PRIMARY KEY (run_id, position, line)
);
