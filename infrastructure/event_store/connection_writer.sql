-- name: append_events
-- Append a group of commands and tell, for each one that was refused, why.
SELECT kind, command, place, outcome, stream
  FROM append_events(
       :command_ids, :fingerprints, :outcomes, :command_actors, :ends,
       :owners, :streams, :versions, :topics, :states, :actors, :offices, :causations,
       :effective_dates,
       :head_owners, :head_streams, :head_versions,
       :private_owners, :private_subjects, :private_names, :private_salts, :private_contents,
       :tracked_name, :tracked_position);

-- name: carried_out
-- Tell which of some commands were carried out, and what they came to.
SELECT command_id, fingerprint, position, outcome
  FROM commands
 WHERE command_id = ANY (:command_ids);
