-- Of staff only: month of birth, for who retires when.
ALTER TABLE registry_staff ADD COLUMN birth_month TEXT NOT NULL DEFAULT '';
