"""All projections of the server. Whoever adds a read model adds it here."""

from projections.engine.projection import Projection
from projections.views.accounts import project as accounts
from projections.views.areas import project as areas
from projections.views.assessments import project as assessments
from projections.views.audit_trail import project as audit_trail
from projections.views.cooperatives import project as cooperatives
from projections.views.offices import project as offices
from projections.views.registrations import project as registrations
from projections.views.scores import project as scores
from projections.views.service_keys import project as service_keys

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
