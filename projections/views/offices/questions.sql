-- name: offices
-- Every office as it is.
SELECT id, office, name, territory, open, second_factor, delegates, version
  FROM views.offices;
