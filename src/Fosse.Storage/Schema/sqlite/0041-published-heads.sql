CREATE TABLE published_heads (
    day TEXT NOT NULL CONSTRAINT pk_published_heads PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    taken_at INTEGER NOT NULL
);
