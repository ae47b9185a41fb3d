-- The PDF that is shown of a document of an office program, which browsers cannot show. It lies in the folder of files
-- under the document's digest and goes with it. state: waiting, ready, failed. ending: of the name under which it was
-- asked for; programs go by it. problem_*: why there is none.
CREATE TABLE files_preview(
  digest TEXT NOT NULL PRIMARY KEY, ending TEXT NOT NULL, state TEXT NOT NULL, problem_zh TEXT NOT NULL,
  problem_en TEXT NOT NULL, asked_at TEXT NOT NULL);
