-- Who else made a resource, beside the account that shares it: staff of schools that belong together.
CREATE TABLE resources_author(
  resource_id TEXT NOT NULL REFERENCES resources_resource(id), person_id TEXT NOT NULL, name TEXT NOT NULL,
  by_name TEXT NOT NULL, made_at TEXT NOT NULL, PRIMARY KEY(resource_id, person_id));
CREATE INDEX resources_author_person ON resources_author(person_id);
