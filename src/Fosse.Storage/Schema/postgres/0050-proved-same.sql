-- What a reporter showed to be theirs by its code; only of that are they told.
CREATE TABLE p_proved_same (
    subject uuid NOT NULL,
    joined uuid NOT NULL,
    proved_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_p_proved_same PRIMARY KEY (subject, joined)
);
CREATE INDEX ix_p_proved_same_joined ON p_proved_same (joined);

ALTER TABLE records_repeated ADD COLUMN proved integer NOT NULL DEFAULT 1;
