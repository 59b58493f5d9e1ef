-- The change feed follows subjects in the order in which they were touched.
CREATE INDEX state_current_by_place ON state_current (tenant, domain, epoch, xid, subject COLLATE "C");
