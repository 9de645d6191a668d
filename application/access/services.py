"""The services that let people and programs in, as one value that others are handed.

Nothing is built here: `cli.composition` joins services and adapters.
"""

import msgspec

from application.access.identities import Identities
from application.access.invitations import Invitations
from application.access.key_issuing import KeyIssuing
from application.access.new_passwords import NewPasswords
from application.access.ports import (
    AccessLog,
    Credentials,
    HumanCheck,
    Passwords,
    PrivateValues,
    RefusalLog,
    ServiceKeySecrets,
    Sessions,
)
from application.access.registrations import Registrations
from application.access.resets import Resets
from application.access.second_factors import SecondFactors
from application.access.sensitive import Sensitive
from application.access.sign_in import SignIn
from application.kernel.ports import Clock


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """The services of this room, and the stores that the API reads without a service between."""

    identities: Identities
    sign_in: SignIn
    sensitive: Sensitive
    new_passwords: NewPasswords
    second_factors: SecondFactors
    invitations: Invitations
    resets: Resets
    keys: KeyIssuing
    registrations: Registrations
    sessions: Sessions
    credentials: Credentials
    key_secrets: ServiceKeySecrets
    passwords: Passwords
    human_check: HumanCheck
    access_log: AccessLog
    refused: RefusalLog
    private_values: PrivateValues
    clock: Clock
