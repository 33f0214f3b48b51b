-- Which pairs of joined reports were parted: a number that names neither.
CREATE TABLE parted_pairs (
    joined uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_parted_pairs PRIMARY KEY (joined)
);
