-- Imports: which file brought what, so that it can be taken away again.

-- One row an import, by the API or the command line.
CREATE TABLE import_batch (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state           text NOT NULL CHECK (state IN ('uploaded', 'running', 'done', 'failed', 'undoing', 'undone')),
    dry_run         boolean NOT NULL,
    zone            text,                      -- of local times in the file
    from_at         timestamptz,               -- only posts of this time and later
    to_at           timestamptz,               -- only earlier ones
    file            text,                      -- its name in DATA_DIR/imports of one node; null: read by the command line
    bytes           bigint NOT NULL,
    created_by      text NOT NULL,             -- a caller, or the command line
    created_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    ended_at        timestamptz,
    undone_at       timestamptz,
    holder          text,                      -- the process that is at it
    beat_at         timestamptz NOT NULL DEFAULT now(), -- when that, or the node that has the file, was last there
    bytes_read      bigint NOT NULL DEFAULT 0,
    posts           bigint NOT NULL DEFAULT 0, -- read so far
    channels        bigint[] NOT NULL DEFAULT '{}', -- every channel it has touched
    report          json,                      -- of an import that ended
    problem         text,                      -- why it failed, and what to do
    undo_total      bigint,                    -- posts that an undo looks at
    undo_removed    bigint NOT NULL DEFAULT 0, -- posts of which it took away a version
    undo_kept       bigint NOT NULL DEFAULT 0  -- posts of which it left one, because others brought or saw it too
);
-- the few that are not over
CREATE INDEX import_batch_work ON import_batch (id) WHERE state IN ('uploaded', 'running', 'undoing');

-- Who delivered a version that an import brought: that import, every other import of the same, and a live source, which counts
-- as import 0. A version goes when all who delivered it are undone; one without a row here never goes.
CREATE TABLE import_message (
    channel_id      bigint NOT NULL,
    message_id      bigint NOT NULL,
    revision        integer NOT NULL,
    import_id       bigint NOT NULL,
    posted_at       timestamptz NOT NULL,
    brought         boolean NOT NULL,          -- this import stored it; false: it was there already
    PRIMARY KEY (channel_id, message_id, revision, import_id)
);
-- an undo goes from the newest post to the oldest
CREATE INDEX import_message_batch ON import_message (import_id, posted_at, channel_id, message_id);
