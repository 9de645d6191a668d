"""The GraphiQL page.

The files under `static/graphiql` are those of the npm packages, byte for byte, with
their licences; `script/graphiql` fetches them again and checks their digests.
"""

from api.http.headers import policy
from api.http.pages import Page

#: React and CodeMirror put style elements into the page; scripts come from here only.
GRAPHIQL = Page(
    "graphiql",
    policy(
        script="'self'",
        style="'self' 'unsafe-inline'",
        connect="'self'",
        img="'self' data:",
        font="'self' data:",
    ),
)
