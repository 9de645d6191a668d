"""`POST /documents` keeps a file and answers with its digest; `GET` gives it back.

A file is given only to who may see the thing that names it (`?of=` its node id). It is
always served as a download: what somebody uploaded must never run as a page of ours.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from api.execution.errors import describe, envelope
from api.execution.faults import RequestFault
from api.execution.loaders import Loaders
from api.execution.services import Services
from api.http.caller import caller_at, caller_of
from api.http.file_names import disposition, file_name
from api.http.media import language
from api.http.responses import HttpResponse, fault_response, read_body, respond
from api.relay.nodes import MalformedId, NodeId, read_id
from application.authorisation import Forbidden, Unauthenticated, ViewScope, permit, scope
from application.authorisation.table import CASES, REGISTRY, UPLOADS
from application.documents.upload import LOGO, Upload, take_in, take_in_of_guest
from domain.assessment.events import Document
from domain.kernel.actors import GUEST, Actor, Role
from domain.kernel.refusals import Refusal, Refusals
from domain.kernel.text import Text
from projections.views.assessments.questions import AssessmentRow

FOREVER = "public, max-age=31536000, immutable"
NEVER = "no-store"

Files = Mapping[str, tuple[str, str]]
"""Files by their digest: what they were uploaded as, and what they are called otherwise."""

_NONE: Files = {}

HttpRequest = Request[Any, Any, Any]


class File(msgspec.Struct, frozen=True):
    """What a download is called, and what it is."""

    name: str
    media_type: str


class NoSuchDocument(RequestFault):
    """There is no such file, or it is not for this caller."""

    code = "NOT_FOUND"
    status = 404
    what = Text("Dokumen tidak ditemukan.", "There is no such document.")
    remedy_text = Text(
        "Pakai path yang diberikan API, dengan token yang sama.",
        "Use the path that the API gave, with the same token.",
    )


class MayNotUpload(RequestFault):
    """The role has no business with documents."""

    code = "FORBIDDEN"
    status = 403
    what = Text("Peran Anda tidak boleh melakukan ini.", "Your role may not do this.")
    remedy_text = Text("Masuk dengan akun lain.", "Sign in with another account.")


def document_routes(services: Services) -> list[HTTPRouteHandler]:
    """Return the routes for files."""

    @post("/documents", status_code=201)
    async def upload(request: HttpRequest, name: FromQuery[str] = "document") -> HttpResponse:
        try:
            document = await _take(request, services, name)
        except (RequestFault, Unauthenticated) as fault:
            return fault_response(fault, request)
        except (Refusal, Refusals) as refusal:
            spoken = language(request.headers.get("accept-language", ""))
            return respond(envelope([describe(refusal, spoken)]), 400)
        return respond(
            {
                "digest": document.digest,
                "name": document.name,
                "mediaType": document.media_type,
                "size": document.size,
            },
            201,
        )

    @get("/documents/{digest:str}")
    async def download(
        request: HttpRequest, digest: FromPath[str], of: FromQuery[str] = ""
    ) -> HttpResponse:
        try:
            actor = await caller_of(request, services.access.identities)
            file, content = await _held_by(of, digest, services, actor)
            public = await _is_public(of, digest, services)
        except (RequestFault, Unauthenticated) as fault:
            return fault_response(fault, request)
        return _file(file, content, digest, FOREVER if public else NEVER)

    return [upload, download]


async def _take(request: HttpRequest, services: Services, name: str) -> Document:
    """Keep the file that *request* carries: a document, or of a guest the logo to register."""
    actor = await caller_of(request, services.access.identities)
    try:
        permit(actor, "POST /documents", UPLOADS)
    except Forbidden as error:
        raise MayNotUpload(field="Authorization") from error
    limit = services.settings.upload_limit
    if actor.role is Role.GUEST:
        limit = min(limit, LOGO.largest)
    upload = Upload(
        content=await read_body(request, limit),
        name=name,
        media_type=request.headers.get("content-type", "").partition(";")[0].strip().lower(),
    )
    now = services.access.clock.now()
    if actor.role is Role.GUEST:
        address = caller_at(request).address
        return await take_in_of_guest(services.documents, upload, address=address, at=now)
    return await take_in(services.documents, upload, by=actor.account, at=now, limit=limit)


async def _held_by(of: str, digest: str, services: Services, actor: Actor) -> tuple[File, bytes]:
    """Return the file *digest*, which the thing *of* must name and *actor* may see."""
    named = await _files_at(of, services, actor)
    found = await services.documents.get(digest) if digest in named else None
    if found is None:
        raise NoSuchDocument(field="digest")
    content, media_type = found
    wished, otherwise = named[digest]
    return File(name=file_name(wished, otherwise, media_type), media_type=media_type), content


async def _files_at(of: str, services: Services, actor: Actor) -> Files:
    """Return the files that *of* names for *actor*, none when it is nonsense or forbidden."""
    try:
        return await _files_of(read_id(of, field="of"), Loaders(services), actor)
    except (MalformedId, Forbidden):
        return _NONE


async def _is_public(of: str, digest: str, services: Services) -> bool:
    """Say whether everybody may have the file *digest* of the thing *of*."""
    try:
        return digest in await _files_at(of, services, GUEST)
    except Unauthenticated:
        return False


async def _files_of(holder: NodeId, loaders: Loaders, actor: Actor) -> Files:
    """Return the files that *holder* names, none when it may not be seen."""
    if holder.kind == "Assessment":
        seen = scope(actor, "GET /documents", CASES)
        assessment = await loaders.assessment(holder.uuid("of"), seen)
        return await _papers_of(assessment, loaders, seen) if assessment else _NONE
    if holder.kind == "Cooperative":
        key, seen = holder.uuid("of"), scope(actor, "GET /documents", REGISTRY)
        cooperative = await loaders.cooperative(key, seen)
        if cooperative and cooperative.logo:
            return {cooperative.logo: ("", f"logo {cooperative.name}")}
    return _NONE


async def _papers_of(assessment: AssessmentRow, loaders: Loaders, seen: ViewScope) -> Files:
    """Return the papers of *assessment*; one that was attached twice has its newest name."""
    cooperative = await loaders.cooperative(assessment.cooperative_id, seen)
    about = f"{cooperative.name if cooperative else ''} {assessment.book_year}"
    return {each.digest: (each.name, f"{each.kind} {about}") for each in assessment.documents}


def _file(file: File, content: bytes, digest: str, kept: str) -> HttpResponse:
    """Return a download; what everybody may see is *kept* for ever, the rest by nobody."""
    return Response(
        content,
        media_type=file.media_type,
        headers={
            "content-disposition": disposition(file.name),
            "cache-control": kept,
            "etag": f'"{digest}"',
        },
    )
