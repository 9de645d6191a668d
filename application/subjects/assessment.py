"""Assessments: what each command reads, and whose case it is.

The case stays with the office that the cooperative belonged to when it was opened, so
everything after opening needs the assessment's own stream and, once a process, the
text of its ruleset.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias, get_args

from msgspec.structs import replace

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from domain.assessment import ASSESSMENT
from domain.assessment import commands as ask
from domain.assessment.facts import AssessmentFacts
from domain.assessment.key import ASSESSMENT_KEY, assessment_key, key_of
from domain.assessment.state import Assessment, Opened
from domain.assessment.turns import WHILE_ACTIVE
from domain.cooperative import COOPERATIVE
from domain.cooperative.state import Registered
from domain.kernel.files import StoredFile
from domain.ruleset import RULESET
from domain.ruleset.state import Version, ruleset_stream
from domain.scoring.digests import is_digest

LoadedAssessment: TypeAlias = Loaded[Assessment, AssessmentFacts]
WITH_EVIDENCE = (
    ask.CorrectAssessment,
    ask.VoidAssessment,
    ask.RaiseObjection,
    ask.ResolveObjection,
)


async def load(command: ask.AssessmentCommand, reader: Reader) -> LoadedAssessment:
    """Read what the command needs, which is another thing before there is an assessment."""
    if isinstance(command, ask.OpenAssessment):
        return await _load_to_open(command, reader)
    return await _load_opened(command, reader)


async def _load_to_open(command: ask.OpenAssessment, reader: Reader) -> LoadedAssessment:
    """Read the cooperative, every ruleset, and who holds the places in the year."""
    names = await reader.ruleset_names()
    ruleset_id = await _ruleset_id(command, reader)
    versions = ruleset_stream(ruleset_id)
    keys = [assessment_key(command.cooperative, command.book_year, name) for name in names]
    what_if = assessment_key(command.cooperative, command.book_year, ruleset_id, what_if=True)
    streams = [ruleset_stream(name) for name in names]
    await reader.read(command.stream, command.cooperative, versions, what_if, *keys, *streams)
    holders = (reader.fold(ASSESSMENT_KEY, key) for key in keys)
    facts = AssessmentFacts(
        at=reader.at,
        actor=reader.actor,
        asked=command.ruleset,
        version=reader.fold(RULESET, versions).find(command.ruleset),
        cooperative=reader.fold(COOPERATIVE, command.cooperative),
        holder=next((holder for holder in holders if holder is not None), None),
        what_if_holder=reader.fold(ASSESSMENT_KEY, what_if),
        published=tuple(reader.fold(RULESET, stream) for stream in streams),
    )
    return Loaded(state=reader.fold(ASSESSMENT, command.stream), facts=facts)


async def _ruleset_id(command: ask.OpenAssessment, reader: Reader) -> str:
    """Return the plain name of the ruleset asked for; an unknown digest has none."""
    if not is_digest(command.ruleset):
        return command.ruleset
    ruleset = await reader.ruleset(command.ruleset)
    return ruleset.id if ruleset is not None else ""


async def _load_opened(command: ask.AssessmentCommand, reader: Reader) -> LoadedAssessment:
    """Read the assessment, which names its ruleset and the place that it holds."""
    await reader.read(command.stream)
    state = reader.fold(ASSESSMENT, command.stream)
    documents = await _files(command, state, reader)
    facts = AssessmentFacts(at=reader.at, actor=reader.actor, documents=documents)
    if not isinstance(state, Opened):
        return Loaded(state=state, facts=facts)
    case = state.case
    if isinstance(command, WHILE_ACTIVE):
        await reader.read(case.cooperative)
        facts = replace(facts, cooperative=reader.fold(COOPERATIVE, case.cooperative))
    if isinstance(command, ask.VoidAssessment):
        await reader.read(key_of(case))
    ruleset = await reader.ruleset(case.ruleset, case.ruleset_id)
    version = Version(digest=case.ruleset, ruleset=ruleset) if ruleset is not None else None
    return Loaded(state=state, facts=replace(facts, asked=case.ruleset, version=version))


async def _files(
    command: ask.AssessmentCommand, state: Assessment, reader: Reader
) -> Mapping[str, StoredFile]:
    """Return the files that the command may name: attached before, or the actor's uploads."""
    attached = state.paper.documents if isinstance(state, Opened) else ()
    held = {
        each.digest: StoredFile(media_type=each.media_type, size=each.size) for each in attached
    }
    wanted = frozenset(_documents(command)) - held.keys()
    return {**held, **await reader.uploads(wanted)}


def _documents(command: ask.AssessmentCommand) -> Collection[str]:
    """Return the digests of the files that the command names."""
    if isinstance(command, ask.AttachDocument):
        return (command.document.digest,)
    if isinstance(command, WITH_EVIDENCE):
        return [each.document for each in command.evidence if each.document is not None]
    return ()


def resources(command: ask.AssessmentCommand, loaded: LoadedAssessment) -> Sequence[Resource]:
    """Return whose case it is: before opening the cooperative's, then the one on record."""
    if isinstance(command, ask.OpenAssessment):
        if not isinstance(cooperative := loaded.facts.cooperative, Registered):
            return ()
        area = cooperative.profile.membership_area
        return (Resource(cooperative=command.cooperative, membership_area=area),)
    if not isinstance(loaded.state, Opened):
        return ()
    case = loaded.state.case
    return (Resource(cooperative=case.cooperative, membership_area=case.membership_area),)


ASSESSMENTS = Subject(
    commands=get_args(ask.AssessmentCommand),
    decider=ASSESSMENT,
    load=load,
    resources=resources,
)
