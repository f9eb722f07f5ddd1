-- Whether the groups of a whole account are imported beside its channels.
ALTER TABLE import_batch ADD COLUMN with_groups boolean NOT NULL DEFAULT false;
