-- By which id a register is sent: a controller has one register of a kind, and one that comes by another id must not put it out of force.

ALTER TABLE suppression_list ADD COLUMN path_id text;
