-- name: accounts
-- Every account as it is.
SELECT id, user_name, role, office, territory, cooperative, enabled, second_factor, erased,
       interests, created_at, changed_at, version
  FROM views.accounts;

-- name: user_names
-- What the accounts with these ids sign in as.
SELECT id, user_name
  FROM views.accounts
 WHERE id = ANY (:accounts);
