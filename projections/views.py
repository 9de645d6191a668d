"""All projections of the server. Whoever adds a read model adds it here."""

from projections.changes import (
    accounts,
    areas,
    assessments,
    audit_trail,
    cooperatives,
    offices,
    registrations,
    scores,
    service_keys,
)
from projections.projection import Projection

VIEWS: tuple[Projection, ...] = (
    cooperatives.PROJECTION,
    registrations.PROJECTION,
    assessments.PROJECTION,
    scores.PROJECTION,
    audit_trail.PROJECTION,
    accounts.PROJECTION,
    offices.PROJECTION,
    service_keys.PROJECTION,
    areas.PROJECTION,
)
