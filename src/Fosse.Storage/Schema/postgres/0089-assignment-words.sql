-- What somebody typed that another is to do on a record. The words of before are sealed by the update itself, once the ring is there.
CREATE TABLE p_assignment_words (
    assignment_id uuid NOT NULL CONSTRAINT pk_p_assignment_words PRIMARY KEY,
    subject uuid NOT NULL,
    words bytea NOT NULL
);
CREATE INDEX ix_p_assignment_words_subject ON p_assignment_words (subject);
