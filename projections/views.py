"""All projections of the server. Whoever adds a read model adds it here."""

from projections.changes import assessments, audit_trail, cooperatives, registrations, scores
from projections.projection import Projection

VIEWS: tuple[Projection, ...] = (
    cooperatives.PROJECTION,
    registrations.PROJECTION,
    assessments.PROJECTION,
    scores.PROJECTION,
    audit_trail.PROJECTION,
)
