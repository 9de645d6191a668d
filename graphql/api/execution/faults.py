"""What is wrong with a request, as opposed to what is wrong with a command.

A `Refusal` is an answer to a person and travels as data; a `RequestFault` is an answer
to a program and travels under `errors`. Both say what to do, in both languages.

    RequestFault
    ├── about the HTTP request    BodyTooLarge, MalformedJson, DuplicateKey, ...
    ├── about limits              PageTooLarge, ForgedCursor
    └── about the moment          NotYetAtPosition, StillToCome, TooManyRequests, Unavailable,
                                  OutcomeNotKnown
"""

from collections.abc import Mapping
from typing import ClassVar

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class RequestFault(Refusal):
    """The request cannot be answered as it stands; *status* is for HTTP clients."""

    code: ClassVar[str] = "BAD_REQUEST"
    status: ClassVar[int] = 400
    #: Seconds after which asking again makes sense, where it does.
    retry_after: ClassVar[int | None] = None
    #: What a program is told beside code, field and remedy.
    more: ClassVar[Mapping[str, object]] = {}


class BodyTooLarge(RequestFault):
    """The body is longer than this installation accepts."""

    code = "BODY_TOO_LARGE"
    status = 413
    what = Text(
        "Isi permintaan melebihi batas {limit} bita.",
        "The request body is above the limit of {limit} bytes.",
    )
    remedy_text = Text(
        "Kirim data dalam beberapa permintaan, dan dokumen melalui POST /documents.",
        "Send the data in several requests, and documents to POST /documents.",
    )


class BodyAborted(RequestFault):
    """The caller went away, or was too slow, before the body was there; a fault of no server."""

    code = "BODY_ABORTED"
    what = Text(
        "Isi permintaan terputus sebelum lengkap.", "The request body broke off before its end."
    )
    remedy_text = Text("Kirim permintaan lagi.", "Send the request again.")


class MalformedJson(RequestFault):
    """The body, or a parameter, is not JSON."""

    code = "MALFORMED_JSON"
    what = Text("{field} bukan JSON: {problem_id}.", "{field} is not JSON: {problem}.")
    remedy_text = Text(
        "Kirim satu objek JSON dalam UTF-8; angka NaN dan Infinity tidak ada dalam JSON.",
        "Send one JSON object in UTF-8; JSON has no NaN and no Infinity.",
    )


class DuplicateKey(RequestFault):
    """One object of the body names the same key twice."""

    code = "DUPLICATE_KEY"
    what = Text(
        "Kunci {name} muncul dua kali dalam satu objek.",
        "The key {name} appears twice in one object.",
    )
    remedy_text = Text("Kirim setiap kunci satu kali.", "Send every key once.")


class TooManyValues(RequestFault):
    """A body, or a parameter, consists of more values than any request has use for."""

    code = "TOO_MANY_VALUES"
    status = 413
    what = Text(
        "{field} terdiri atas terlalu banyak nilai; batasnya {limit} teks dan tanda pemisah.",
        "{field} consists of too many values; the limit is {limit} texts and separating signs.",
    )
    remedy_text = Text(
        "Kirim data dalam beberapa permintaan.", "Send the data in several requests."
    )


class UnstorableText(RequestFault):
    """A text holds a character that no database can keep."""

    code = "UNSTORABLE_TEXT"
    what = Text(
        "Permintaan memuat karakter NUL atau setengah pasangan UTF-16.",
        "The request holds a NUL character or half of a UTF-16 pair.",
    )
    remedy_text = Text("Hapus karakter itu.", "Remove that character.")


class MalformedParameter(RequestFault):
    """A parameter of the GraphQL request is missing or of the wrong type."""

    what = Text(
        "Parameter {field} harus berupa {wanted_id}.", "The parameter {field} must be {wanted}."
    )
    remedy_text = Text(
        'Kirim objek seperti {{"query": "...", "variables": {{}}}}.',
        'Send an object such as {{"query": "...", "variables": {{}}}}.',
    )


class BatchRefused(RequestFault):
    """Several operations came in one body."""

    code = "BATCHING_NOT_SUPPORTED"
    what = Text("Satu permintaan memuat satu operasi.", "One request carries one operation.")
    remedy_text = Text(
        "Kirim operasi satu per satu, atau gabungkan kueri dalam satu dokumen.",
        "Send the operations one by one, or join queries in one document.",
    )


class UnsupportedMediaType(RequestFault):
    """The body came as something else than JSON."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415
    what = Text(
        "Tipe media {media_type} tidak diterima di sini.",
        "The media type {media_type} is not accepted here.",
    )
    remedy_text = Text("Kirim Content-Type: {accepted}.", "Send Content-Type: {accepted}.")


class NothingAcceptable(RequestFault):
    """The client accepts none of the forms in which we can answer."""

    code = "NOT_ACCEPTABLE"
    status = 406
    what = Text(
        "Jawaban tidak tersedia dalam bentuk yang diminta.",
        "The answer is not to be had in the form asked for.",
    )
    remedy_text = Text(
        "Kirim Accept: application/graphql-response+json.",
        "Send Accept: application/graphql-response+json.",
    )


class OnlyQueriesByGet(RequestFault):
    """A GET request asked for a change."""

    code = "METHOD_NOT_ALLOWED"
    status = 405
    what = Text("Dengan GET hanya kueri yang dijawab.", "GET answers queries only.")
    remedy_text = Text("Kirim mutasi dengan POST.", "Send mutations by POST.")


class SubscriptionByRequest(RequestFault):
    """A subscription came as a plain request, which ends after one answer."""

    code = "SUBSCRIPTION_NEEDS_A_STREAM"
    what = Text(
        "Langganan tidak dapat dijawab oleh satu permintaan.",
        "A subscription cannot be answered by a single request.",
    )
    remedy_text = Text(
        "Berlangganan lewat WebSocket (graphql-transport-ws) atau text/event-stream.",
        "Subscribe over a WebSocket (graphql-transport-ws) or as text/event-stream.",
    )


class NotYetAtPosition(RequestFault):
    """The views did not reach the position asked for within the wait."""

    code = "NOT_YET_AT_POSITION"
    status = 503
    retry_after = 1
    what = Text(
        "Data bacaan belum mencapai posisi {position}.",
        "The views have not reached position {position} yet.",
    )
    remedy_text = Text("Ulangi permintaan sebentar lagi.", "Repeat the request in a moment.")


class TooManyRequests(RequestFault):
    """One address or token asks too often."""

    code = "TOO_MANY_REQUESTS"
    status = 429
    what = Text(
        "Terlalu banyak permintaan; coba lagi dalam {seconds} detik.",
        "Too many requests; try again in {seconds} seconds.",
    )
    remedy_text = Text(
        "Kurangi laju permintaan, atau gabungkan kueri dalam satu dokumen.",
        "Ask less often, or join queries in one document.",
    )


class Unavailable(RequestFault):
    """The database is away or full; nothing was carried out."""

    code = "UNAVAILABLE"
    status = 503
    retry_after = 5
    more: ClassVar[Mapping[str, object]] = {"carriedOut": "NO"}
    what = Text(
        "Basis data sedang tidak dapat dihubungi. Tidak ada yang dijalankan.",
        "The database cannot be reached just now. Nothing was carried out.",
    )
    remedy_text = Text("Ulangi permintaan sebentar lagi.", "Repeat the request in a moment.")


class OutcomeNotKnown(RequestFault):
    """The database was lost while a command was on its way to it."""

    code = "UNAVAILABLE"
    status = 503
    retry_after = 5
    more: ClassVar[Mapping[str, object]] = {"carriedOut": "UNKNOWN"}
    what = Text(
        "Basis data terputus saat perintah sedang diproses. Mungkin sudah dijalankan, mungkin "
        "belum.",
        "The database was lost while the command was on its way. It may have been carried out, "
        "or not.",
    )
    remedy_text = Text(
        "Kirim perintah yang sama dengan commandId yang sama: dalam kedua hal ia berlaku satu "
        "kali. Tanpa commandId, periksa dahulu apakah sudah terjadi.",
        "Send the same command with the same commandId: either way it takes effect once. Without "
        "a commandId, look first whether it has happened.",
    )


class StillToCome(RequestFault):
    """The past that was asked about has not come yet."""

    code = "BAD_USER_INPUT"
    what = Text(
        "{field} {given} belum terjadi; catatan kini sampai {end}.",
        "{field} {given} is still to come; the log is at {end}.",
    )
    remedy_text = Text(
        "Tanyakan posisi atau saat yang sudah lewat, atau keadaan kini tanpa {field}.",
        "Ask about a position or a moment that has passed, or about the present without it.",
    )


class PageTooLarge(RequestFault):
    """More rows were asked for than one page may hold, or fewer than none."""

    code = "BAD_USER_INPUT"
    what = Text(
        "{field} harus antara 0 dan {limit}, bukan {given}.",
        "{field} must be between 0 and {limit}, not {given}.",
    )
    remedy_text = Text(
        "Minta paling banyak {limit} baris, lalu lanjutkan dari pageInfo.endCursor.",
        "Ask for at most {limit} rows, then go on from pageInfo.endCursor.",
    )


class SearchTooLong(RequestFault):
    """More text is searched for than any name has."""

    code = "BAD_USER_INPUT"
    what = Text(
        "{field} lebih panjang dari {limit} karakter.", "{field} is longer than {limit} characters."
    )
    remedy_text = Text("Cari dengan beberapa kata saja.", "Search for a few words.")


class OneNeeded(RequestFault):
    """A thing was asked for by none of its names, or by several at once."""

    code = "BAD_USER_INPUT"
    what = Text("Sebutkan tepat satu dari {names}.", "Exactly one of {names} is needed.")
    remedy_text = Text("Isi satu saja.", "Give one, and leave the others out.")


class NoSuchLevel(RequestFault):
    """Areas have four levels, and this is none of them."""

    code = "BAD_USER_INPUT"
    what = Text(
        "{field} harus 1 sampai {lowest}, bukan {given}.",
        "{field} must be 1 to {lowest}, not {given}.",
    )
    remedy_text = Text(
        "1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan.",
        "1 is a province, 2 a regency or city, 3 a district, 4 a village.",
    )


class UnknownTopic(RequestFault):
    """No event of the log has this name."""

    code = "BAD_USER_INPUT"
    what = Text("{field}: tidak ada peristiwa {given}.", "{field}: there is no event {given}.")
    remedy_text = Text(
        "Pakai `topic` dari jejak audit, dengan atau tanpa versinya.",
        "Use a `topic` of the audit trail, with its version or without.",
    )


class BothDirections(RequestFault):
    """A page was asked for from both of its ends."""

    code = "BAD_USER_INPUT"
    what = Text(
        "first/after dan last/before tidak dapat digabung.",
        "first/after and last/before cannot be combined.",
    )
    remedy_text = Text("Pilih satu arah.", "Choose one direction.")


class ForgedCursor(RequestFault):
    """A cursor is none of ours, or belongs to another list."""

    code = "BAD_USER_INPUT"
    what = Text(
        "{field} bukan penunjuk halaman dari daftar ini.", "{field} is no cursor of this list."
    )
    remedy_text = Text(
        "Pakai nilai cursor atau endCursor dari daftar yang sama dengan urutan yang sama.",
        "Use a cursor or endCursor of the same list in the same order.",
    )
