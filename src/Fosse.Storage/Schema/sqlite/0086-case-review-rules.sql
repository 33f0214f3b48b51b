-- When a council holds an ASB Case Review is for that council to set.
CREATE TABLE case_review_rules (
    district TEXT NOT NULL,
    reports INTEGER NOT NULL,
    months INTEGER NOT NULL,
    reported_within_months INTEGER NOT NULL,
    hate_incident INTEGER NOT NULL,
    tell INTEGER NOT NULL,
    how TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_review_rules PRIMARY KEY (district)
);
