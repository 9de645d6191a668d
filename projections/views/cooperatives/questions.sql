-- name: register
-- Every state of every cooperative, with the key that the list is sorted and searched by.
SELECT id, name, name_key, kind, legal_number, legal_number_type, legal_number_date, nik,
       membership_area, village, regency, address, latitude, longitude, phone, email, website,
       logo, status, status_reason, registered_at, changed_at, stream_version, valid_from, valid_to
  FROM views.cooperatives;
