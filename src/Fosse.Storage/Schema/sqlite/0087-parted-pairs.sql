-- Which pairs of joined reports were parted: a number that names neither.
CREATE TABLE parted_pairs (
    joined TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT pk_parted_pairs PRIMARY KEY (joined)
);
