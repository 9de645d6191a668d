"""What a request must look like, and what a wrong one is told."""

import json
from typing import Any

import pytest

from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

POST = {"content-type": "application/json"}
STRICT = "application/graphql-response+json"

MALFORMED: list[tuple[bytes, str]] = [
    (b"", "MALFORMED_JSON"),
    (b"{", "MALFORMED_JSON"),
    (b'{"query": "{viewer{role}}", "variables": {"a": NaN}}', "MALFORMED_JSON"),
    (b'\xff\xfe{"query": "{viewer{role}}"}', "MALFORMED_JSON"),
    (b"[" * 9_000, "MALFORMED_JSON"),
    (b'{"query": "{viewer{role}}", "variables": {"a": 1e9999999999999999999}}', "MALFORMED_JSON"),
    (b'{"query": "{viewer{role}}", "variables": {"a": ' + b"9" * 5_000 + b"}}", "MALFORMED_JSON"),
    (b'{"query": "{a}", "query": "{b}"}', "DUPLICATE_KEY"),
    (b'{"query": "{a}", "variables": {"x": {"y": 1, "y": 2}}}', "DUPLICATE_KEY"),
    (b'[{"query": "{viewer{role}}"}]', "BATCHING_NOT_SUPPORTED"),
    (b'"query"', "BAD_REQUEST"),
    (b'{"query": 7}', "BAD_REQUEST"),
    (b'{"query": "  "}', "BAD_REQUEST"),
    (b'{"query": "{viewer{role}}", "variables": []}', "BAD_REQUEST"),
    (b'{"query": "{viewer{role}}", "operationName": 7}', "BAD_REQUEST"),
    (b'{"query": "{viewer{role}}", "extensions": "x"}', "BAD_REQUEST"),
    (b'{"query": "{viewer{role}}", "variables": {"a": "\\u0000"}}', "UNSTORABLE_TEXT"),
    (b'{"query": "{viewer{role}}", "variables": {"a": "\\ud800"}}', "UNSTORABLE_TEXT"),
    (b'{"query": "{viewer{role}}", "variables": {"a": [1, {"b": "\\u0000"}]}}', "UNSTORABLE_TEXT"),
]


def code(answer: Any) -> str:
    """Return the code of the only error."""
    (error,) = answer.json()["errors"]
    return str(error["extensions"]["code"])


@pytest.mark.parametrize(("body", "expected"), MALFORMED)
async def test_a_malformed_body_is_told_what_is_wrong(api: Api, body: bytes, expected: str) -> None:
    """Broken JSON, doubled keys, batches and wrong types: 400, with a remedy in both languages."""
    answer = await api.client.post("/graphql", content=body, headers=POST)
    assert (answer.status_code, code(answer)) == (400, expected)
    remedy = answer.json()["errors"][0]["extensions"]["remedy"]
    assert remedy["id"]
    assert remedy["en"]


MANY: list[bytes] = [
    b"[" * 100_000,
    json.dumps({"query": "{a}", "variables": {"a": [""] * 20_000}}).encode(),
    json.dumps({"query": "{a}", "variables": {"a": [{}] * 20_000}}).encode(),
    b'{"query": "{a}", "variables": {%s, "0": 1}}'
    % b", ".join(b'"%d": 1' % number for number in range(20_000)),
]


@pytest.mark.parametrize("body", MANY, ids=["lists", "texts", "objects", "keys"])
async def test_a_body_of_too_many_parts_is_refused_before_it_is_read(api: Api, body: bytes) -> None:
    """Twenty thousand short texts are no form of ours, and would keep everybody waiting."""
    answer = await api.client.post("/graphql", content=body, headers=POST)
    assert (answer.status_code, code(answer)) == (413, "TOO_MANY_VALUES")


async def test_signs_inside_of_a_text_are_no_parts(api: Api) -> None:
    """A ruleset or a long note may be full of commas, quotes and brackets."""
    note = json.dumps({"rows": ["x, [y], {z}"] * 20_000})
    body = {"query": "{ viewer { role } }", "variables": {"note": note}}
    assert (await api.client.post("/graphql", json=body)).json()["data"]


async def test_escapes_that_spell_plain_text_are_fine(api: Api) -> None:
    """A backslash alone is no reason to refuse."""
    body = b'{"query": "{ viewer { role } } # \\"\\u0041\\" \\\\u0000"}'
    answer = await api.client.post("/graphql", content=body, headers=POST)
    assert answer.json()["data"] == {"viewer": {"role": "GUEST"}}


async def test_a_body_above_the_limit_is_refused_before_it_is_read(api: Api) -> None:
    """An announced megabyte too much is refused by its header."""
    content = b" " * (api.services.settings.body_limit + 1)
    answer = await api.client.post("/graphql", content=content, headers=POST)
    assert (answer.status_code, code(answer)) == (413, "BODY_TOO_LARGE")


async def test_a_body_that_grows_above_the_limit_is_refused(api: Api) -> None:
    """A body that does not say how long it is is counted as it comes."""

    async def endless() -> Any:
        for _ in range(20):
            yield b" " * 100_000

    answer = await api.client.post("/graphql", content=endless(), headers=POST)
    assert (answer.status_code, code(answer)) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
async def test_only_json_is_taken(api: Api, kind: str) -> None:
    """A form cannot give commands: no page elsewhere can make a browser do it."""
    answer = await api.client.post(
        "/graphql", content=b'{"query": "{viewer{role}}"}', headers={"content-type": kind}
    )
    assert (answer.status_code, code(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_queries_may_come_by_get(api: Api) -> None:
    """A query, its variables and its name in the address."""
    document = "query Q($id: ID!) { node(id: $id) { id } } query R { viewer { role } }"
    answer = await api.client.get(
        "/graphql",
        params={
            "query": document,
            "operationName": "R",
            "variables": "{}",
            "extensions": "",
        },
    )
    assert answer.json() == {"data": {"viewer": {"role": "GUEST"}}}


@pytest.mark.parametrize(
    "query",
    ["query=%ff", "query=a&query=b", "variables=%7B", "operationName=x", "query=\u00e4"],
)
async def test_a_malformed_address_is_told_what_is_wrong(api: Api, query: str) -> None:
    """Bytes that are no UTF-8, a parameter twice, broken JSON, no query at all."""
    answer = await api.client.get(f"/graphql?{query}", headers={"accept": "application/json"})
    assert answer.status_code in {200, 400}
    assert code(answer) in {
        "BAD_REQUEST",
        "DUPLICATE_KEY",
        "MALFORMED_JSON",
        "GRAPHQL_PARSE_FAILED",
    }


async def test_a_mutation_by_get_is_refused(api: Api) -> None:
    """A link in a mail must change nothing."""
    document = 'mutation { submitAssessment(input: {assessment: "x"}) { __typename } }'
    answer = await api.client.get(
        "/graphql", params={"query": document}, headers=api.headers("petugas1")
    )
    assert (answer.status_code, code(answer)) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "POST"


async def test_a_subscription_as_a_plain_request_is_told_where_to_go(api: Api) -> None:
    """One request has one answer; a subscription has many."""
    answer = await api.send("subscription { scoreChanges { position } }")
    assert (answer.status_code, code(answer)) == (400, "SUBSCRIPTION_NEEDS_A_STREAM")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        (STRICT, STRICT),
        (f"{STRICT}, application/json", STRICT),
        (f"application/json, {STRICT}", "application/json"),
        (f"application/json;q=0.5, {STRICT};q=0.9", STRICT),
        ("application/json, text/event-stream", "application/json"),
        ("text/event-stream, application/*;q=0.1", "application/json"),
    ],
)
async def test_the_form_of_the_answer_is_the_one_liked_best(
    api: Api, accept: str, kind: str
) -> None:
    """JSON whenever JSON is acceptable, also to clients that would take a stream."""
    answer = await api.send("{ viewer { role } }", headers={"accept": accept})
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize("accept", ["image/png", "text/event-stream", "application/json;q=0"])
async def test_an_answer_that_nobody_takes_is_not_given(api: Api, accept: str) -> None:
    """406, and what to ask for instead."""
    answer = await api.send("{ viewer { role } }", headers={"accept": accept})
    assert (answer.status_code, code(answer)) == (406, "NOT_ACCEPTABLE")


async def test_a_browser_gets_the_page_and_a_program_gets_json(api: Api) -> None:
    """GraphiQL for Accept: text/html, from our own files, under a strict policy."""
    page = await api.client.get("/graphql", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    program = await api.client.get("/graphql", headers={"accept": "*/*"})
    assert (program.status_code, code(program)) == (400, "BAD_REQUEST")


async def test_everything_the_page_loads_is_ours(api: Api) -> None:
    """No address of the page or its files leads out; each file is there."""
    page = await api.client.get("/graphql", headers={"accept": "text/html"})
    assert "://" not in page.text
    for name in ("graphiql.min.js", "react.production.min.js", "page.js", "page.css"):
        assert f"/graphiql/{name}" in page.text
        found = await api.client.get(f"/graphiql/{name}")
        assert (found.status_code, bool(found.content)) == (200, True)
    assert (await api.client.get("/graphiql/licences.txt")).status_code == 200
    assert (await api.client.get("/graphiql/index.html")).status_code == 404


LINKS = {
    "link": ("Pilih kata sandi Anda.", "Choose your password."),
    "undo": ("Batalkan di sini.", "Undo it here."),
}


@pytest.mark.parametrize(("folder", "said"), LINKS.items())
async def test_a_mailed_link_leads_to_a_page(api: Api, folder: str, said: tuple[str, str]) -> None:
    """It speaks both languages, under a policy that lets nothing else in."""
    page = await api.client.get(f"/{folder}")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "://" not in page.text
    for words in said:
        assert words in page.text
    for name in ("page.js", "page.css"):
        assert f"/{folder}/{name}" in page.text
        assert (await api.client.get(f"/{folder}/{name}")).status_code == 200
    assert code(await api.client.get(f"/{folder}/index.html")) == "NOT_FOUND"


@pytest.mark.parametrize(
    ("method", "path", "status", "expected"),
    [("GET", "/nowhere", 404, "NOT_FOUND"), ("DELETE", "/graphql", 405, "METHOD_NOT_ALLOWED")],
)
async def test_what_is_not_there_says_so(
    api: Api, method: str, path: str, status: int, expected: str
) -> None:
    """An unknown path and a wrong method have codes like everything else."""
    answer = await api.client.request(method, path)
    assert (answer.status_code, code(answer)) == (status, expected)


async def test_every_answer_is_guarded_and_named(api: Api) -> None:
    """Security headers and a request id, also on an unknown path; a sane id is kept."""
    answer = await api.client.get("/nowhere", headers={"x-request-id": "abc-1"})
    assert answer.headers["x-request-id"] == "abc-1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    odd = await api.client.get("/nowhere", headers={"x-request-id": "a b;c"})
    assert odd.headers["x-request-id"] != "a b;c"


async def test_other_sites_may_not_call_unless_named(api: Api) -> None:
    """No CORS header is ever sent to a page that the settings do not name."""
    headers = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    answer = await api.client.options("/graphql", headers=headers)
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "token", ["Bearer nonsense", "Bearer ", "Basic abc", "Bearer " + "x" * 600]
)
async def test_a_worthless_token_is_never_a_guest(api: Api, token: str) -> None:
    """401 and how to sign in, in the words of HTTP."""
    answer = await api.client.post(
        "/graphql", json={"query": "{ viewer { role } }"}, headers={"authorization": token}
    )
    assert (answer.status_code, code(answer)) == (401, "UNAUTHENTICATED")
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_request_may_name_its_operation(api: Api) -> None:
    """Of two operations the named one runs; without a name, or with a wrong one, neither."""
    document = "query A { viewer { role } } query B { viewer { account } }"
    body = {"query": document, "operationName": "B"}
    answer = await api.client.post("/graphql", json=body)
    assert answer.json() == {"data": {"viewer": {"account": "guest"}}}
    for wrong in (None, "C"):
        answer = await api.client.post("/graphql", json={**body, "operationName": wrong})
        assert code(answer) == "GRAPHQL_VALIDATION_FAILED"


async def test_the_status_tells_faults_only_to_those_who_ask(api: Api) -> None:
    """200 for application/json, 400 for application/graphql-response+json."""
    for accept, status in (("application/json", 200), (STRICT, 400)):
        answer = await api.send("{ nothing }", headers={"accept": accept})
        assert (answer.status_code, "data" in answer.json()) == (status, False)
        assert code(answer) == "GRAPHQL_VALIDATION_FAILED"


async def test_a_wrong_variable_is_named(api: Api) -> None:
    """A position that is no number is a fault of the request."""
    document = "query ($p: Position!) { cooperatives(asOf: {position: $p}) { totalCount } }"
    for wrong in ("x", "-1", True, "9" * 30):
        error = await api.error(document, None, p=wrong)
        assert error["extensions"]["code"] == "BAD_USER_INPUT"


WRONG: list[tuple[str, str, str, str]] = [
    ("$p: Position!", "asOf: {position: $p}", '{"p": null}', "to be null."),
    ("$p: CooperativeFilterInput", "filter: $p", '{"p": {"search": 1.5}}', "non string value."),
    ("$p: CooperativeFilterInput", "filter: $p", '{"p": {"kind": true}}', "Did you mean 'kinds'?"),
    (
        "$p: CooperativeFilterInput",
        "filter: $p",
        '{"p": {"x": {"password": "hush"}}}',
        "field 'x'.",
    ),
    ("$p: Int", "first: $p", '{"p": {"a": true, "b": null}}', "non-integer value."),
]


@pytest.mark.parametrize(("declared", "used", "variables", "end"), WRONG)
async def test_what_is_wrong_with_a_variable_is_said_in_nobodys_language(
    api: Api, declared: str, used: str, variables: str, end: str
) -> None:
    """No None, no True, no class of ours, and nothing of what was sent."""
    document = f"query ({declared}) {{ cooperatives({used}) {{ totalCount }} }}"
    body = f'{{"query": "{document}", "variables": {variables}}}'.encode()
    answer = await api.client.post("/graphql", content=body, headers=POST)
    messages = [each["message"] for each in answer.json()["errors"]]
    assert any(message.endswith(end) for message in messages), messages
    assert not any(word in str(messages) for word in ("None", "True", "Decimal", "hush"))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"{", "it cannot be read from line 1, column 2"),
        (b'{"a": NaN}', "NaN is no JSON number"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "a number is too long"),
        (b"\xff", "not UTF-8"),
    ],
)
async def test_what_is_wrong_with_a_body_is_said_in_both_languages(
    api: Api, body: bytes, problem: str
) -> None:
    """Neither in the words of a library, nor in English to somebody who reads Indonesian."""
    said = {}
    for spoken in ("en", "id"):
        headers = {**POST, "accept-language": spoken}
        answer = await api.client.post("/graphql", content=body, headers=headers)
        said[spoken] = answer.json()["errors"][0]["message"]
    assert said["en"] == f"body is not JSON: {problem}."
    assert said["id"].startswith("body bukan JSON: ")
    assert problem not in said["id"] or problem.startswith("NaN")


async def test_the_answer_is_compact_json(api: Api) -> None:
    """Nothing but the answer: no blanks, UTF-8 as it is."""
    answer = await api.send("{ viewer { role } }")
    assert answer.content == b'{"data":{"viewer":{"role":"GUEST"}}}'
    assert json.loads(answer.content) == answer.json()


async def test_whoever_knows_only_the_host_is_led_to_the_api(api: Api) -> None:
    """The root of the server is no dead end."""
    answer = await api.client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (302, "/graphql")


async def test_a_slash_at_the_end_makes_no_difference(api: Api) -> None:
    """It goes by way of the router, and is answered alike."""
    body = {"query": "{ viewer { role } }"}
    answers = [await api.public.post(path, json=body) for path in ("/graphql", "/graphql/")]
    assert answers[0].status_code == answers[1].status_code == 200
    assert answers[0].content == answers[1].content
