-- A question about the past is answered by the reader, who must know up to when the projector's tables are complete.
GRANT SELECT ON watermark TO lupa_preference_reader;
