-- Who had a hand in a case, so that a queue can leave out what somebody may not verify.
--
-- Rows of before know nobody: rebuild the view (`sokoguru rebuild assessments`).
ALTER TABLE views.assessments ADD COLUMN IF NOT EXISTS prepared_by text[] NOT NULL DEFAULT '{}';
