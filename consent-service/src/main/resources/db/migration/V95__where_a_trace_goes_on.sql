-- Where the trace of the request that wrote a row goes on (W3C traceparent); null where it was not traced, which is the rule. It is not part of
-- the fact, the state or the log. Without a default or a check, so that a large table is not read through.
ALTER TABLE journal ADD COLUMN trace text;
