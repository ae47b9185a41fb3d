-- Resources of the library beside the questions: to read, to watch. item: the place of the question, 0 for the whole.
CREATE TABLE assignments_material(
  assignment_id TEXT NOT NULL REFERENCES assignments_assignment(id), item BIGINT NOT NULL, place BIGINT NOT NULL,
  resource_id TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY(assignment_id, item, resource_id));
CREATE INDEX assignments_material_resource ON assignments_material(resource_id);
