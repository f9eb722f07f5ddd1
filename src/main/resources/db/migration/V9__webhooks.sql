-- Addresses that are called when a signal changes.
CREATE TABLE webhook (
    id              text PRIMARY KEY,          -- in the order in which they were made
    url             text NOT NULL,
    filters         json NOT NULL,             -- which events it is told of
    state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
    reason          text,                      -- why it is disabled
    secret          bytea NOT NULL,            -- sealed under a key made of SECRET_KEY; signs what is sent
    previous_secret bytea,                     -- signs beside it until previous_until
    previous_until  timestamptz,
    since_seq       bigint NOT NULL,           -- events up to this one were before its time
    failing_since   timestamptz,               -- the first failure after its last success
    held_until      timestamptz,               -- its receiver asked to be left alone until then
    dropped         bigint NOT NULL DEFAULT 0, -- deliveries that were given up before they were sent
    created_by      text NOT NULL,             -- subject of the token
    created_at      timestamptz NOT NULL DEFAULT now()
);

-- Up to which event deliveries have been made. Without an epoch nothing has been read yet.
CREATE TABLE webhook_position (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch           text,
    seq             bigint NOT NULL DEFAULT 0
);
INSERT INTO webhook_position DEFAULT VALUES;

-- What is to be sent, and the log of what was.
CREATE TABLE webhook_delivery (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook_id      text NOT NULL REFERENCES webhook ON DELETE CASCADE,
    message_id      text NOT NULL,             -- the same for each try; made of the webhook and the event
    event           text NOT NULL,
    seq             bigint,                    -- of the event; null for a test
    signal_id       text,                      -- as its id is written; null for a test
    body            text,                      -- null when nothing will be sent any more
    state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
    attempts        smallint NOT NULL DEFAULT 0,
    next_at         timestamptz,               -- of the next try; null when there is none
    status          smallint,                  -- what the receiver answered last
    reason          text,                      -- why the last try failed, or why it was dropped
    took_ms         integer,                   -- the last try
    created_at      timestamptz NOT NULL DEFAULT now(),
    tried_at        timestamptz
);
CREATE UNIQUE INDEX webhook_delivery_message ON webhook_delivery (webhook_id, message_id);
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_at, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at);
