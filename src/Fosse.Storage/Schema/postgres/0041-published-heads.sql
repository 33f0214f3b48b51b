CREATE TABLE published_heads (
    day date NOT NULL,
    sequence bigint NOT NULL,
    hash text NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_published_heads PRIMARY KEY (day)
);
