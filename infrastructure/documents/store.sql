-- name: keep_document
-- Keep a file; the same bytes once more change nothing.
INSERT INTO documents (digest, media_type, content)
VALUES (:digest, :media_type, :content)
    ON CONFLICT (digest) DO NOTHING;

-- name: document_by_digest
-- Return one file.
SELECT content, media_type
  FROM documents
 WHERE digest = :digest;

-- name: known_digests
-- Return those of some digests that stand for a file.
SELECT digest
  FROM documents
 WHERE digest = ANY (:digests);
