"""`POST /documents` keeps a file and answers with its digest; `GET` gives it back.

A file is given only to who may see the thing that names it (`?of=` its node id). It is
always served as a download: what somebody uploaded must never run as a page of ours.
"""

from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from api.faults import RequestFault, UnsupportedMediaType
from api.http_caller import caller_of
from api.http_graphql import HttpResponse, fault_response, read_body, respond
from api.loaders import Loaders
from api.nodes import MalformedId, NodeId, read_id
from api.services import Services
from application.authorisation import Forbidden, Unauthenticated, permit
from domain.actors import Actor
from domain.text import Text

MEDIA_TYPES = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/csv",
        "text/plain",
    }
)
_NONE: frozenset[str] = frozenset()
FOREVER = "private, max-age=31536000, immutable"


class NoSuchDocument(RequestFault):
    """There is no such file, or it is not for this caller."""

    code = "NOT_FOUND"
    status = 404
    what = Text("Dokumen tidak ditemukan.", "There is no such document.")
    remedy_text = Text("Periksa sidiknya.", "Check the digest.")


class EmptyDocument(RequestFault):
    """Nothing was sent."""

    code = "EMPTY_DOCUMENT"
    what = Text("Dokumen kosong.", "The document is empty.")
    remedy_text = Text(
        "Kirim isi berkas sebagai badan permintaan.", "Send the file's content as the body."
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
    async def upload(request: Request[Any, Any, Any]) -> HttpResponse:
        try:
            await _allowed(request, services, "Mutation.attachDocument")
            media_type = _media_type(request)
            content = await read_body(request, services.settings.upload_limit)
            if not content:
                raise EmptyDocument(field="body")
        except (RequestFault, Unauthenticated) as fault:
            return fault_response(fault, request)
        digest = await services.documents.put(content, media_type)
        return respond({"digest": digest, "size": len(content), "mediaType": media_type}, 201)

    @get("/documents/{digest:str}")
    async def download(
        request: Request[Any, Any, Any], digest: FromPath[str], of: FromQuery[str] = ""
    ) -> HttpResponse:
        try:
            actor = await caller_of(request, services.access.identities)
            found = await _held_by(of, digest, services, actor)
        except (RequestFault, Unauthenticated) as fault:
            return fault_response(fault, request)
        return _file(*found, digest)

    return [upload, download]


async def _allowed(request: Request[Any, Any, Any], services: Services, field: str) -> Actor:
    """Return the caller, who may use *field*, or raise."""
    actor = await caller_of(request, services.access.identities)
    try:
        permit(actor, field)
    except Forbidden as error:
        raise MayNotUpload(field="Authorization") from error
    return actor


async def _held_by(of: str, digest: str, services: Services, actor: Actor) -> tuple[bytes, str]:
    """Return the file *digest*, which the thing *of* must name and *actor* may see."""
    try:
        holder = read_id(of, field="of")
        held = await _digests_of(holder, Loaders(services, actor))
    except (MalformedId, Forbidden):
        held = frozenset()
    found = await services.documents.get(digest) if digest in held else None
    if found is None:
        raise NoSuchDocument(field="digest")
    return found


async def _digests_of(holder: NodeId, loaders: Loaders) -> frozenset[str]:
    """Return the digests that *holder* names, none when it may not be seen."""
    if holder.kind == "Assessment":
        assessment = await loaders.assessment(holder.uuid("of"))
        return frozenset(each.digest for each in assessment.documents) if assessment else _NONE
    if holder.kind == "Cooperative":
        cooperative = await loaders.cooperative(holder.uuid("of"))
        return frozenset([cooperative.logo]) if cooperative and cooperative.logo else _NONE
    return _NONE


def _media_type(request: Request[Any, Any, Any]) -> str:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given not in MEDIA_TYPES:
        raise UnsupportedMediaType(
            field="Content-Type",
            media_type=given or "(none)",
            accepted=", ".join(sorted(MEDIA_TYPES)),
        )
    return given


def _file(content: bytes, media_type: str, digest: str) -> HttpResponse:
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f'attachment; filename="{digest.removeprefix("sha256:")[:16]}"',
            "cache-control": FOREVER,
            "etag": f'"{digest}"',
        },
    )
