-- What was answered to a change that came with an Idempotency-Key, stored in the transaction of the change itself.
CREATE TABLE idempotency_key (
    caller          text NOT NULL,             -- subject of the token
    key             text NOT NULL,
    digest          bytea NOT NULL,            -- SHA-256 of the operation and its body
    location        text NOT NULL,             -- of what was made
    body            bytea NOT NULL,            -- the answer, JSON
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
