-- What was sent to whom goes to a topic of its own: the journal names the subject, and the relay reads the counts as they are when it publishes.
CREATE POLICY relay_reads ON contact_count FOR SELECT TO lupa_consent_relay USING (true);
GRANT SELECT ON contact_count TO lupa_consent_relay;
