-- Whether one of those a request is about has been split since: then it must be said who is to be erased.

ALTER TABLE rights_request ADD COLUMN parted boolean NOT NULL DEFAULT false;
GRANT UPDATE (parted) ON rights_request TO lupa_consent_app;
