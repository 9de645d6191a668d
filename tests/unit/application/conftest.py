"""The office that the tests of this folder work in."""

import pytest

from tests.support.office import Office
from tests.unit.domain.assessment.papers import COMPONENTS
from tests.unit.domain.cooperative.papers import REGISTER


@pytest.fixture
async def office() -> Office:
    """An office with rulesets and one verified cooperative."""
    made = Office()
    await made.publish()
    await made.register(REGISTER)
    return made


@pytest.fixture
async def submitted(office: Office) -> Office:
    """The office after KPRI Handayani submitted its published scores of 2015."""
    await office.open()
    await office.submit(dict(COMPONENTS))
    return office


@pytest.fixture
async def published(submitted: Office) -> Office:
    """The office after a colleague verified them: 81.50, SEHAT."""
    await submitted.verify()
    return submitted
