"""The name under which each event is stored, registered by hand.

A name never changes and never names another thing, whatever the class or its module is called:
the name is in the log for ever. A new version of a format takes the next number here, and an
upcaster from the old one in `upcasters`; the old number is never used again.
"""

from collections.abc import Mapping

from domain.account import events as account
from domain.area import events as area
from domain.assessment import events as assessment
from domain.cooperative import events as cooperative
from domain.kernel.events import Event
from domain.office import events as office
from domain.ruleset import events as ruleset
from domain.service_key import events as service_key

TOPICS: Mapping[str, type[Event]] = {
    "cooperative.registered.v1": cooperative.CooperativeRegistered,
    "cooperative.registration_verified.v1": cooperative.RegistrationVerified,
    "cooperative.registration_rejected.v1": cooperative.RegistrationRejected,
    "cooperative.profile_changed.v1": cooperative.CooperativeProfileChanged,
    "cooperative.relocated.v1": cooperative.CooperativeRelocated,
    "cooperative.deactivated.v1": cooperative.CooperativeDeactivated,
    "cooperative.reactivated.v1": cooperative.CooperativeReactivated,
    "legal_number.claimed.v1": cooperative.LegalNumberClaimed,
    "legal_number.released.v1": cooperative.LegalNumberReleased,
    "assessment.opened.v1": assessment.AssessmentOpened,
    "assessment.statements_entered.v1": assessment.StatementsEntered,
    "assessment.loan_data_entered.v1": assessment.LoanDataEntered,
    "assessment.management_answers_entered.v1": assessment.ManagementAnswersEntered,
    "assessment.components_entered.v1": assessment.ComponentsEntered,
    "assessment.document_attached.v1": assessment.DocumentAttached,
    "assessment.submitted.v1": assessment.AssessmentSubmitted,
    "assessment.returned.v1": assessment.AssessmentReturned,
    "assessment.ruling_given.v1": assessment.RulingGiven,
    "assessment.adjustments_recorded.v1": assessment.AdjustmentsRecorded,
    "assessment.verified.v1": assessment.AssessmentVerified,
    "assessment.corrected.v1": assessment.AssessmentCorrected,
    "assessment.scored.v1": assessment.AssessmentScored,
    "assessment.voided.v1": assessment.AssessmentVoided,
    "assessment.objection_raised.v1": assessment.ObjectionRaised,
    "assessment.objection_resolved.v1": assessment.ObjectionResolved,
    "assessment_key.claimed.v1": assessment.AssessmentKeyClaimed,
    "assessment_key.released.v1": assessment.AssessmentKeyReleased,
    "ruleset.published.v1": ruleset.RulesetPublished,
    "ruleset.retired.v1": ruleset.RulesetRetired,
    "account.created.v1": account.AccountCreated,
    "account.changed.v1": account.AccountChanged,
    "account.role_changed.v1": account.RoleChanged,
    "account.disabled.v1": account.AccountDisabled,
    "account.enabled.v1": account.AccountEnabled,
    "account.invitation_issued.v1": account.InvitationIssued,
    "account.invitation_accepted.v1": account.InvitationAccepted,
    "account.password_set.v1": account.PasswordSet,
    "account.second_factor_set.v1": account.SecondFactorSet,
    "account.second_factor_removed.v1": account.SecondFactorRemoved,
    "account.interest_declared.v1": account.InterestDeclared,
    "account.interest_withdrawn.v1": account.InterestWithdrawn,
    "account.person_erased.v1": account.PersonErased,
    "user_name.claimed.v1": account.UserNameClaimed,
    "roster.administrator_added.v1": account.AdministratorAdded,
    "roster.administrator_removed.v1": account.AdministratorRemoved,
    "office.opened.v1": office.OfficeOpened,
    "office.changed.v1": office.OfficeChanged,
    "office.closed.v1": office.OfficeClosed,
    "office.second_factor_demanded.v1": office.SecondFactorDemanded,
    "office.signature_delegated.v1": office.SignatureDelegated,
    "office.delegation_ended.v1": office.DelegationEnded,
    "service_key.created.v1": service_key.ServiceKeyCreated,
    "service_key.shortened.v1": service_key.ServiceKeyShortened,
    "service_key.revoked.v1": service_key.ServiceKeyRevoked,
    "area.codes_loaded.v1": area.AreaCodesLoaded,
    "area.added.v1": area.AreaAdded,
    "area.renamed.v1": area.AreaRenamed,
    "area.retired.v1": area.AreaRetired,
}
