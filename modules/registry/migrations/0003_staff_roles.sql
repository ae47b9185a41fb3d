-- Who works at a school, without reading past its students.
CREATE INDEX registry_role_staff ON registry_role(org_id) WHERE role NOT IN ('student', 'guardian');
