-- Which state of a tenant's catalogue is in force: a new stamp in every transaction that changes it, and none comes twice, also not after a
-- restore. What a process remembers of the catalogue it remembers under the stamp, and asks for the stamp under the locks of each capture.
CREATE TABLE catalogue_stamp (
  tenant uuid PRIMARY KEY,
  stamp  uuid NOT NULL
);
ALTER TABLE catalogue_stamp ENABLE ROW LEVEL SECURITY;
ALTER TABLE catalogue_stamp FORCE ROW LEVEL SECURITY;
CREATE POLICY by_tenant ON catalogue_stamp TO lupa_consent_app
  USING (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid)
  WITH CHECK (tenant = NULLIF(current_setting('lupa.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (stamp) ON catalogue_stamp TO lupa_consent_app;

-- The tenants that have a catalogue already.
ALTER TABLE catalogue_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE catalogue_stamp NO FORCE ROW LEVEL SECURITY;
INSERT INTO catalogue_stamp (tenant, stamp) SELECT tenant, gen_random_uuid() FROM catalogue_entry GROUP BY tenant;
ALTER TABLE catalogue_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE catalogue_stamp FORCE ROW LEVEL SECURITY;

-- Whoever changes the catalogue, by whatever statement.
CREATE FUNCTION stamp_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO catalogue_stamp AS s (tenant, stamp) VALUES (coalesce(NEW.tenant, OLD.tenant), gen_random_uuid())
  ON CONFLICT (tenant) DO UPDATE SET stamp = EXCLUDED.stamp;
  RETURN NULL;
END
$$;
CREATE TRIGGER stamped AFTER INSERT OR UPDATE OR DELETE ON catalogue_entry FOR EACH ROW EXECUTE FUNCTION stamp_catalogue();
