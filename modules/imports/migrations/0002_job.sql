-- The job that reads or writes a run, or did last; it tells whether the work still goes on, on whichever machine.
ALTER TABLE imports_run ADD COLUMN job TEXT NOT NULL DEFAULT '';
