"""What schemathesis has to know of JSON Lines; `.ci/contract` loads it."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def write(context, value):
    return json.dumps(value).encode() + b"\n"


@schemathesis.deserializer("application/x-ndjson")
def read(context, response):
    """The first line: all are of one kind."""
    return json.loads(response.content.split(b"\n")[0])
