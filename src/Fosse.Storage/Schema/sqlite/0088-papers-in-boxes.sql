-- Signed papers are locked with keys of their own, which the key ring locks.
-- Those from before are by the update itself, once the ring is there.
ALTER TABLE agreement_documents ADD COLUMN ring_key TEXT;
ALTER TABLE agreement_documents ADD COLUMN box BLOB;
ALTER TABLE agreement_documents ADD COLUMN written_anew INTEGER NOT NULL DEFAULT 0;
