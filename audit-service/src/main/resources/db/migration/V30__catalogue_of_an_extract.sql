-- Extracts hold what the log tells of the catalogue: few entries among many.
CREATE INDEX entry_of_catalogue ON entry (tenant, year, idx) WHERE kind LIKE 'catalogue.%';
