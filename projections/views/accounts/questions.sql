-- name: accounts
-- Every account as it is, and whether it has a password.
SELECT account.id, account.user_name, account.role, account.office, account.territory,
       account.cooperative, account.enabled, account.second_factor, account.erased,
       account.interests, account.created_at, account.changed_at, account.version,
       EXISTS (SELECT FROM public.credentials AS credential
                WHERE credential.account = account.id) AS has_password
  FROM views.accounts AS account;

-- name: user_names
-- What the accounts with these ids sign in as.
SELECT id, user_name
  FROM views.accounts
 WHERE id = ANY (:accounts);
