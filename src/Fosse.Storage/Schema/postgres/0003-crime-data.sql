CREATE TABLE crime_files (
    id integer NOT NULL,
    force text NOT NULL,
    month integer NOT NULL,
    kind text NOT NULL,
    sha256 text NOT NULL,
    state text NOT NULL,
    rows integer NOT NULL,
    without_location integer NOT NULL,
    outside integer NOT NULL,
    anti_social integer NOT NULL,
    refused integer NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    placed_by text NOT NULL,
    CONSTRAINT pk_crime_files PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_crime_files_kind_force_month ON crime_files (kind, force, month);

CREATE TABLE coded_words (
    id integer NOT NULL,
    kind text NOT NULL,
    word text NOT NULL,
    CONSTRAINT pk_coded_words PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_coded_words_kind_word ON coded_words (kind, word);

CREATE TABLE recorded_crimes (
    id bigint NOT NULL,
    file_id integer NOT NULL,
    month integer NOT NULL,
    crime_key bytea,
    category integer NOT NULL,
    outcome integer,
    location integer NOT NULL,
    longitude double precision,
    latitude double precision,
    lsoa_id integer,
    current_lsoa_id integer,
    ward_id integer,
    neighbourhood_id integer,
    placement integer NOT NULL,
    CONSTRAINT pk_recorded_crimes PRIMARY KEY (id)
);
CREATE INDEX ix_recorded_crimes_month_latitude_longitude ON recorded_crimes (month, latitude, longitude);
CREATE INDEX ix_recorded_crimes_current_lsoa_id_month ON recorded_crimes (current_lsoa_id, month);

CREATE TABLE area_counts (
    file_id integer NOT NULL,
    area_id integer NOT NULL,
    by_category bytea NOT NULL,
    by_outcome bytea NOT NULL,
    CONSTRAINT pk_area_counts PRIMARY KEY (file_id, area_id)
);

CREATE TABLE import_runs (
    id uuid NOT NULL,
    kind text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT pk_import_runs PRIMARY KEY (id)
);

CREATE TABLE imported_files (
    run_id uuid NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    result text NOT NULL,
    added integer NOT NULL,
    changed integer NOT NULL,
    removed integer NOT NULL,
    unchanged integer NOT NULL,
    refused integer NOT NULL,
    note text,
    CONSTRAINT pk_imported_files PRIMARY KEY (run_id, position)
);

CREATE TABLE refused_import_rows (
    run_id uuid NOT NULL,
    position integer NOT NULL,
    line integer NOT NULL,
    reason text NOT NULL,
    text text NOT NULL,
    CONSTRAINT pk_refused_import_rows PRIMARY KEY (run_id, position, line)
);
