-- name: forget_uploads
-- Forget the uploads that have waited for too long; what was named lies with the documents.
DELETE FROM uploads
 WHERE received_at < :before;

-- name: keep_upload
-- Let a file wait for a command of whoever uploaded it; the same bytes once more wait anew.
INSERT INTO uploads (digest, uploaded_by, media_type, content, received_at, address)
VALUES (:digest, :by, :media_type, :content, :at, :address)
    ON CONFLICT (uploaded_by, digest) DO UPDATE
   SET received_at = excluded.received_at;

-- name: waiting
-- Count the files of somebody that nothing has named yet, or those from one address, and their bytes.
SELECT count(*) AS files, coalesce(sum(length(content)), 0) AS bytes
  FROM uploads
 WHERE uploaded_by = :by
   AND received_at >= :since
   AND (:address::text IS NULL OR address = :address)
   AND NOT named;

-- name: uploads_of
-- Return what is known of those files that somebody uploaded.
SELECT digest, media_type, length(content) AS size
  FROM uploads
 WHERE uploaded_by = :by
   AND received_at >= :since
   AND digest = ANY (:digests);

-- name: keep_documents
-- Keep uploads for good, because an event is about to name them.
WITH named AS (
     UPDATE uploads
        SET named = true
      WHERE uploaded_by = :by
        AND digest = ANY (:digests)
  RETURNING digest, media_type, content
)
INSERT INTO documents (digest, media_type, content)
SELECT digest, media_type, content
  FROM named
    ON CONFLICT (digest) DO NOTHING;

-- name: document_by_digest
-- Return one file.
SELECT content, media_type
  FROM documents
 WHERE digest = :digest;
