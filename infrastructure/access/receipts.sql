-- name: keep_receipts
-- Keep the hashes of some receipts; no row for one whose registration has another already.
INSERT INTO registration_receipts (cooperative, code_hash, made_at)
SELECT *
  FROM unnest(:cooperatives::uuid[], :code_hashes::bytea[], :moments::timestamptz[])
       AS given (cooperative, code_hash, made_at)
 ORDER BY cooperative
    ON CONFLICT (cooperative) DO NOTHING
RETURNING code_hash;

-- name: cooperative_of_receipt
-- Return whose receipt it is.
SELECT cooperative
  FROM registration_receipts
 WHERE code_hash = :code_hash;
