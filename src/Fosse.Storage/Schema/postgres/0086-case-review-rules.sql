-- When a council holds an ASB Case Review is for that council to set.
CREATE TABLE case_review_rules (
    district text NOT NULL,
    reports integer NOT NULL,
    months integer NOT NULL,
    reported_within_months integer NOT NULL,
    hate_incident boolean NOT NULL,
    tell boolean NOT NULL,
    how text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_case_review_rules PRIMARY KEY (district)
);
