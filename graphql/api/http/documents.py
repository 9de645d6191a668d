"""`POST /documents` keeps a file and answers with its digest; `GET` gives it back.

A file is given only to who may see the thing that names it (`?of=` its node id). It is
always served as a download: what somebody uploaded must never run as a page of ours.
"""

from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from api.execution.errors import describe, envelope
from api.execution.faults import RequestFault
from api.execution.loaders import Loaders
from api.execution.services import Services
from api.http.caller import caller_at, caller_of
from api.http.media import language
from api.http.responses import HttpResponse, fault_response, read_body, respond
from api.relay.nodes import MalformedId, NodeId, read_id
from application.authorisation import Forbidden, Unauthenticated, permit, scope
from application.authorisation.table import CASES, REGISTRY, UPLOADS
from application.documents.upload import LOGO, Upload, take_in, take_in_of_guest
from domain.assessment.events import Document
from domain.kernel.actors import GUEST, Actor, Role
from domain.kernel.refusals import Refusal, Refusals
from domain.kernel.text import Text

FOREVER = "public, max-age=31536000, immutable"
NEVER = "no-store"
_NONE: frozenset[str] = frozenset()

HttpRequest = Request[Any, Any, Any]


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
            content, media_type = await _held_by(of, digest, services, actor)
            public = await _is_public(of, digest, services)
        except (RequestFault, Unauthenticated) as fault:
            return fault_response(fault, request)
        return _file(content, media_type, digest, FOREVER if public else NEVER)

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


async def _held_by(of: str, digest: str, services: Services, actor: Actor) -> tuple[bytes, str]:
    """Return the file *digest*, which the thing *of* must name and *actor* may see."""
    held = await _digests_at(of, services, actor)
    found = await services.documents.get(digest) if digest in held else None
    if found is None:
        raise NoSuchDocument(field="digest")
    return found


async def _digests_at(of: str, services: Services, actor: Actor) -> frozenset[str]:
    """Return the digests that *of* names for *actor*, none when it is nonsense or forbidden."""
    try:
        return await _digests_of(read_id(of, field="of"), Loaders(services), actor)
    except (MalformedId, Forbidden):
        return _NONE


async def _is_public(of: str, digest: str, services: Services) -> bool:
    """Say whether everybody may have the file *digest* of the thing *of*."""
    try:
        return digest in await _digests_at(of, services, GUEST)
    except Unauthenticated:
        return False


async def _digests_of(holder: NodeId, loaders: Loaders, actor: Actor) -> frozenset[str]:
    """Return the digests that *holder* names, none when it may not be seen."""
    if holder.kind == "Assessment":
        key, seen = holder.uuid("of"), scope(actor, "GET /documents", CASES)
        assessment = await loaders.assessment(key, seen)
        return frozenset(each.digest for each in assessment.documents) if assessment else _NONE
    if holder.kind == "Cooperative":
        key, seen = holder.uuid("of"), scope(actor, "GET /documents", REGISTRY)
        cooperative = await loaders.cooperative(key, seen)
        return frozenset([cooperative.logo]) if cooperative and cooperative.logo else _NONE
    return _NONE


def _file(content: bytes, media_type: str, digest: str, kept: str) -> HttpResponse:
    """Return a download; what everybody may see is *kept* for ever, the rest by nobody."""
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f'attachment; filename="{digest.removeprefix("sha256:")[:16]}"',
            "cache-control": kept,
            "etag": f'"{digest}"',
        },
    )
