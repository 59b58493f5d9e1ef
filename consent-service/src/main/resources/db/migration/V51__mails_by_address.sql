-- Which address a confirmation mail asks, and for whom, so that nobody is asked without limit.

ALTER TABLE outgoing_mail ADD COLUMN controller text;
ALTER TABLE outgoing_mail ADD COLUMN ref integer;
CREATE INDEX outgoing_mail_by_address ON outgoing_mail (tenant, subject, controller, ref, recorded_at);
