-- Papers that a teacher entered by sheet, for the child who wrote on paper.
CREATE TABLE assignments_by_sheet(
  paper_id TEXT NOT NULL PRIMARY KEY REFERENCES assignments_paper(id), account TEXT, by_name TEXT NOT NULL,
  made_at TEXT NOT NULL);
