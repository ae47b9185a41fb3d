-- A school asks for its own students wherever they have a place.
CREATE INDEX offerings_place_school ON offerings_place(school_id, state);
