"""The named rules, and the table of commands: who may give each, and how far.

Read it as a law: a command that is not written here is forbidden. Fields of the API
name one of these rules where they are declared (``right=CASES``); a mutation that
gives a command of the table has the command's rule.
"""

from collections.abc import Mapping

from application.authorisation.rules import Reach, Rule
from domain.account import commands as account
from domain.area import commands as area
from domain.assessment import commands as assessment
from domain.cooperative import commands as cooperative
from domain.kernel.actors import Role, Scope
from domain.office import commands as office
from domain.ruleset import commands as ruleset
from domain.service_key import commands as service_key

ANYBODY = Rule(reach=dict.fromkeys(Role, Reach.UNOWNED))
"""Holds nothing that belongs to anybody: law, areas, proofs, one's own account."""

PUBLISHED = Rule(reach=dict.fromkeys(Role, Reach.PUBLISHED))
"""The same for everybody: what the office has published."""

WITH_ITS_ROW = ANYBODY
"""A plain field of a row: whoever reached the row lawfully may read all of it."""

SIGNED_IN = Rule(reach={role: Reach.ANYWHERE for role in Role if role is not Role.GUEST})
"""One's own account and what belongs to it."""

READERS: Mapping[Role, Reach] = {
    Role.OPERATOR: Reach.OWN,
    Role.OFFICER: Reach.TERRITORY,
    Role.EXECUTIVE: Reach.TERRITORY,
    Role.AUDITOR: Reach.TERRITORY,
    Role.SERVICE: Reach.TERRITORY,
    Role.SYSTEM: Reach.ANYWHERE,
}

CASES = Rule(reach=READERS, scope=Scope.READ)
"""Files of cooperatives, published or not: those of one's own territory or cooperative."""

REGISTRY = Rule(
    reach={**PUBLISHED.reach, **READERS},
    scope=Scope.READ,
    public=True,
)
"""Lists with a public part: the published rows for everybody, for an office all of its own too."""

OFFICE_WORK = Rule(
    reach={role: reach for role, reach in READERS.items() if role is not Role.OPERATOR},
    scope=Scope.READ,
)
"""Queues and dashboards of an office."""

FEED = Rule(
    reach={role: reach for role, reach in READERS.items() if role is not Role.OPERATOR},
    scope=Scope.FEED,
)
"""Every score change of a territory, in order."""

OFFICER = Rule(reach={Role.OFFICER: Reach.TERRITORY, Role.SYSTEM: Reach.ANYWHERE})
"""The office's decisions on a cooperative in its territory."""

PARTIES = Rule(
    reach={
        Role.OPERATOR: Reach.OWN,
        Role.OFFICER: Reach.TERRITORY,
        Role.SYSTEM: Reach.ANYWHERE,
    }
)
"""What a cooperative does for itself, or its office on its behalf."""

STATEMENTS = Rule(
    reach={**PARTIES.reach, Role.SERVICE: Reach.TERRITORY},
    scope=Scope.STATEMENTS,
)
"""As the parties, and the accounting system of a cooperative."""

REGISTRATION = Rule(
    reach={
        Role.GUEST: Reach.ANYWHERE,
        Role.OPERATOR: Reach.ANYWHERE,
        Role.OFFICER: Reach.TERRITORY,
        Role.SYSTEM: Reach.ANYWHERE,
    }
)
"""Anybody may register; an officer does so within the territory only."""

UPLOADS = Rule(reach={**PARTIES.reach, Role.GUEST: Reach.UNOWNED})
"""Files for what the parties do; a guest's picture for a registration."""

ITSELF = Rule(reach={Role.SYSTEM: Reach.ANYWHERE})
"""What the installation does by itself."""

MINISTRY = Rule(reach={Role.OFFICER: Reach.NATIONAL, Role.SYSTEM: Reach.ANYWHERE})
"""What binds the whole country, such as the scoring tables."""

SECOND_PERSON = Rule(
    reach={
        Role.OFFICER: Reach.NATIONAL,
        Role.EXECUTIVE: Reach.NATIONAL,
        Role.SYSTEM: Reach.ANYWHERE,
    }
)
"""Consent of the ministry to what an administrator asks for."""

ADMINISTRATION = Rule(reach={Role.ADMINISTRATOR: Reach.ANYWHERE, Role.SYSTEM: Reach.ANYWHERE})
"""Running the installation; it opens no file of any cooperative."""

ONESELF = Rule(reach={**dict.fromkeys(SIGNED_IN.reach, Reach.SELF), Role.SYSTEM: Reach.ANYWHERE})
"""What only the holder of an account does with it."""

NEWCOMER = Rule(reach={**ONESELF.reach, Role.GUEST: Reach.SELF})
"""As oneself, and who must set up a one-time code before being anything but a guest."""

KEY_REQUESTS = Rule(reach={**ADMINISTRATION.reach, **SECOND_PERSON.reach})
"""Which keys are asked for: for who asks and who agrees."""

PERSON = Rule(reach={**ONESELF.reach, **ADMINISTRATION.reach})
"""What the holder of an account does with it, or an administrator."""

HEAD = Rule(reach={Role.EXECUTIVE: Reach.OFFICE, Role.SYSTEM: Reach.ANYWHERE})
"""What the head of an office decides about it."""

OFFICE_HOUSE = Rule(reach={**HEAD.reach, **ADMINISTRATION.reach})
"""How an office works inside: its head decides, or an administrator on the head's letter."""

OFFICE_HOUSE_READERS = Rule(
    reach=dict.fromkeys(
        (Role.OFFICER, Role.EXECUTIVE, Role.AUDITOR, Role.ADMINISTRATOR, Role.SYSTEM),
        Reach.ANYWHERE,
    )
)
"""How offices work inside: for those who work in one, inspect them or run the installation."""

INSPECTION = Rule(reach={Role.AUDITOR: Reach.OFFICES, Role.SYSTEM: Reach.ANYWHERE})
"""What people were refused and what they read: for auditors of the same office."""

COMMANDS: Mapping[type, Rule] = {
    cooperative.RegisterCooperative: REGISTRATION,
    cooperative.VerifyRegistration: OFFICER,
    cooperative.ConfirmRegistrant: OFFICER,
    cooperative.RejectRegistration: OFFICER,
    cooperative.ChangeCooperativeProfile: PARTIES,
    cooperative.RelocateCooperative: PARTIES,
    cooperative.DeactivateCooperative: OFFICER,
    cooperative.ReactivateCooperative: OFFICER,
    cooperative.ClaimNumbers: ITSELF,
    assessment.OpenAssessment: PARTIES,
    assessment.EnterStatements: STATEMENTS,
    assessment.EnterLoanData: PARTIES,
    assessment.EnterManagementAnswers: PARTIES,
    assessment.EnterComponents: OFFICER,
    assessment.AttachDocument: PARTIES,
    assessment.SubmitAssessment: PARTIES,
    assessment.ReturnAssessment: OFFICER,
    assessment.GiveRuling: OFFICER,
    assessment.RecordAdjustments: OFFICER,
    assessment.VerifyAssessment: OFFICER,
    assessment.CorrectAssessment: OFFICER,
    assessment.VoidAssessment: OFFICER,
    assessment.RaiseObjection: PARTIES,
    assessment.ResolveObjection: OFFICER,
    ruleset.PublishRuleset: MINISTRY,
    ruleset.RetireRuleset: MINISTRY,
    account.CreateAccount: ADMINISTRATION,
    account.InviteOperator: OFFICER,
    account.ChangeAccount: PERSON,
    account.ChangeRole: ADMINISTRATION,
    account.DisableAccount: ADMINISTRATION,
    account.EnableAccount: ADMINISTRATION,
    account.IssueLink: ADMINISTRATION,
    account.SetPassword: ONESELF,
    account.SetSecondFactor: NEWCOMER,
    account.RemoveSecondFactor: PERSON,
    account.DeclareInterest: PERSON,
    account.WithdrawInterest: ADMINISTRATION,
    account.ErasePerson: ADMINISTRATION,
    office.OpenOffice: ADMINISTRATION,
    office.ChangeOffice: ADMINISTRATION,
    office.CloseOffice: ADMINISTRATION,
    office.DemandSecondFactor: OFFICE_HOUSE,
    office.DelegateSignature: HEAD,
    office.EndDelegation: OFFICE_HOUSE,
    office.StateOfficeTimeZone: OFFICE_HOUSE,
    service_key.CreateServiceKey: ADMINISTRATION,
    service_key.RequestServiceKey: ADMINISTRATION,
    service_key.ApproveServiceKey: SECOND_PERSON,
    service_key.RefuseServiceKey: SECOND_PERSON,
    service_key.CollectServiceKey: ADMINISTRATION,
    service_key.RotateServiceKey: ADMINISTRATION,
    service_key.RevokeServiceKey: ADMINISTRATION,
    area.AddArea: ADMINISTRATION,
    area.RenameArea: ADMINISTRATION,
    area.RetireArea: ADMINISTRATION,
    area.LoadAreaCodes: ADMINISTRATION,
}
