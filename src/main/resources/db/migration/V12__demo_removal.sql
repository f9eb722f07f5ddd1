-- Somebody asked for the demo to be taken away: whoever loads it does so.
ALTER TABLE load_progress ADD COLUMN removing boolean NOT NULL DEFAULT false;
