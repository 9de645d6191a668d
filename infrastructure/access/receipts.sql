-- name: keep_receipt
-- Keep the hash of a receipt; no row when the registration has one.
INSERT INTO registration_receipts (cooperative, code_hash, made_at)
VALUES (:cooperative, :code_hash, :at)
    ON CONFLICT (cooperative) DO NOTHING
RETURNING cooperative;

-- name: cooperative_of_receipt
-- Return whose receipt it is.
SELECT cooperative
  FROM registration_receipts
 WHERE code_hash = :code_hash;
