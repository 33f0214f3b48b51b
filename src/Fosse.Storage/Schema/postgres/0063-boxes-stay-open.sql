-- Wrong codes shut nobody out of a box any more.
ALTER TABLE report_boxes DROP COLUMN wrong;
ALTER TABLE report_boxes DROP COLUMN shut_until;
