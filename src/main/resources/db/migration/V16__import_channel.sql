-- What an HTML export is of, as the caller named it: the files do not say.
ALTER TABLE import_batch ADD COLUMN channel text;
