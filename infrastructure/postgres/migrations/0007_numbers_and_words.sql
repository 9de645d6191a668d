-- Legal numbers are found by the form that uniqueness compares, cooperatives by every way to
-- write the words of their names. What both are is computed from the log, so the columns are
-- filled by `sokoguru rebuild cooperatives`; until then names are found as before.

ALTER TABLE views.cooperatives ADD COLUMN words text NOT NULL DEFAULT '';
ALTER TABLE views.cooperatives
  ADD COLUMN legal_number_form text NOT NULL DEFAULT '' COLLATE "C";

UPDATE views.cooperatives SET words = name_key;

DROP INDEX views.cooperatives_words;
CREATE INDEX cooperatives_words ON views.cooperatives
 USING gin (array_to_tsvector(string_to_array(words, ' ')));

DROP INDEX views.cooperatives_legal_number;
CREATE INDEX cooperatives_legal_number ON views.cooperatives (legal_number_form);
CREATE INDEX cooperatives_village ON views.cooperatives (village, name_key)
 WHERE valid_to IS NULL;
