"""The codes of documents that ask for more than anybody may."""

TOO_DEEP = "QUERY_TOO_DEEP"
TOO_COSTLY = "QUERY_TOO_COSTLY"
