-- Outside tools by LTI 1.3. A list of addresses is separated by line feeds.
CREATE TABLE tools_key(
  id TEXT NOT NULL PRIMARY KEY, sealed TEXT NOT NULL, shown TEXT NOT NULL, made_at BIGINT NOT NULL,
  ended_at BIGINT);  -- seconds since 1970; an ended one is published for some weeks more

CREATE TABLE tools_tool(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, client_id TEXT NOT NULL UNIQUE, issuer TEXT NOT NULL,
  title_zh TEXT NOT NULL, title_en TEXT NOT NULL, about TEXT NOT NULL, login_url TEXT NOT NULL,
  target_url TEXT NOT NULL, redirect_urls TEXT NOT NULL, keys_url TEXT NOT NULL, keys_text TEXT NOT NULL,
  tells_names BIGINT NOT NULL, tells_child_names BIGINT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL,
  changed_at TEXT NOT NULL);
CREATE INDEX tools_tool_org ON tools_tool(org_id);

-- A tool as a group or school uses it. Switched on again it is the same one.
CREATE TABLE tools_deployment(
  id TEXT NOT NULL PRIMARY KEY, tool_id TEXT NOT NULL REFERENCES tools_tool(id), org_id TEXT NOT NULL,
  is_on BIGINT NOT NULL, by_name TEXT NOT NULL, changed_at TEXT NOT NULL, UNIQUE(tool_id, org_id));
CREATE INDEX tools_deployment_org ON tools_deployment(org_id);

-- Where a tool is used: the page of an organisation, a class, a course. What a tool is told of it is its id and title.
CREATE TABLE tools_context(
  id TEXT NOT NULL PRIMARY KEY, deployment_id TEXT NOT NULL REFERENCES tools_deployment(id), place TEXT NOT NULL,
  org_id TEXT NOT NULL, of_id TEXT NOT NULL, title TEXT NOT NULL, UNIQUE(deployment_id, place, of_id));
CREATE INDEX tools_context_of ON tools_context(place, of_id);

CREATE TABLE tools_link(
  id TEXT NOT NULL PRIMARY KEY, context_id TEXT NOT NULL REFERENCES tools_context(id), unit_id TEXT NOT NULL,
  title TEXT NOT NULL, url TEXT NOT NULL, custom TEXT NOT NULL, by_name TEXT NOT NULL, made_at TEXT NOT NULL,
  gone BIGINT NOT NULL);
CREATE INDEX tools_link_context ON tools_link(context_id);

-- On the way between this installation and a tool. Rows go when they are past.
CREATE TABLE tools_launch(
  id TEXT NOT NULL PRIMARY KEY, hint TEXT NOT NULL, context_id TEXT NOT NULL REFERENCES tools_context(id),
  link_id TEXT NOT NULL, unit_id TEXT NOT NULL, deep BIGINT NOT NULL, account_id TEXT NOT NULL,
  account_name TEXT NOT NULL, person_id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, until BIGINT NOT NULL,
  stage BIGINT NOT NULL);  -- 0 asked for, 1 answered, 2 what was chosen came back
CREATE TABLE tools_seen(
  id TEXT NOT NULL PRIMARY KEY, until BIGINT NOT NULL);  -- of a tool's assertion: good once
CREATE TABLE tools_token(
  id TEXT NOT NULL PRIMARY KEY, tool_id TEXT NOT NULL REFERENCES tools_tool(id), scopes TEXT NOT NULL,
  until BIGINT NOT NULL);

-- Who somebody is to one tool. person_id: of a child; otherwise the account's.
CREATE TABLE tools_subject(
  id TEXT NOT NULL PRIMARY KEY, tool_id TEXT NOT NULL REFERENCES tools_tool(id), person_id TEXT NOT NULL,
  account_id TEXT NOT NULL, UNIQUE(tool_id, person_id, account_id));
CREATE INDEX tools_subject_person ON tools_subject(person_id);

-- What a tool was told, counted by day.
CREATE TABLE tools_use(
  tool_id TEXT NOT NULL REFERENCES tools_tool(id), org_id TEXT NOT NULL, on_day TEXT NOT NULL, what TEXT NOT NULL,
  times BIGINT NOT NULL, PRIMARY KEY(tool_id, org_id, on_day, what));

CREATE TABLE tools_line(
  id TEXT NOT NULL PRIMARY KEY, context_id TEXT NOT NULL REFERENCES tools_context(id), link_id TEXT NOT NULL,
  label TEXT NOT NULL, maximum DOUBLE PRECISION NOT NULL, resource_id TEXT NOT NULL, tag TEXT NOT NULL,
  starts TEXT NOT NULL, ends TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX tools_line_context ON tools_line(context_id);
CREATE TABLE tools_score(
  line_id TEXT NOT NULL REFERENCES tools_line(id), subject_id TEXT NOT NULL REFERENCES tools_subject(id),
  given DOUBLE PRECISION, maximum DOUBLE PRECISION, activity TEXT NOT NULL, grading TEXT NOT NULL, words TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY(line_id, subject_id));

-- A guardian does not want a tool to be told of a child, whatever was agreed for all of them.
CREATE TABLE tools_stop(
  tool_id TEXT NOT NULL REFERENCES tools_tool(id), person_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(tool_id, person_id));
CREATE INDEX tools_stop_person ON tools_stop(person_id);
