-- name: remember_device
-- Remember a device.
INSERT INTO known_devices (token_hash, account, expires_at)
VALUES (:token_hash, :account, :expires_at);

-- name: knows_device
-- Whether a token is that of a device of an account.
SELECT EXISTS (
       SELECT FROM known_devices
        WHERE token_hash = :token_hash
          AND account = :account
          AND expires_at > :at);

-- name: forget_devices
-- Forget devices that were not seen for long.
DELETE FROM known_devices
 WHERE expires_at <= :at;
