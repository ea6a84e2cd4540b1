"""What docs/openapi says of each contract, read for pages that people read."""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NO_BOUND = 2**63 - 1


class Contract:
    """One document of docs/openapi, references followed."""

    def __init__(self, name):
        path = ROOT / f"docs/openapi/{name}.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        shared = document["components"]["responses"]
        self.name = name
        self.title = document["info"]["title"].removeprefix("Kumquat: ")
        self.calls = {}
        for path, methods in document["paths"].items():
            for method, call in methods.items():
                for status, answer in call["responses"].items():
                    reference = answer.get("$ref", "").rpartition("/")[2]
                    call["responses"][status] = shared.get(reference, answer)
                self.calls[f"{method.upper()} {path}"] = call

    def families(self):
        """The envelopes of refusals, each with the codes that all calls have that answer so."""
        families = {}
        for call in self.calls.values():
            families.setdefault(envelope(call), []).append(codes(call))
        return {
            wrapping: [code for code in known[0] if all(code in others for others in known)]
            for wrapping, known in families.items()
        }


def envelope(call):
    """The fields of a refusal: of that of a request which nobody can read."""
    return tuple(fields(shape(call["responses"]["400"])))


def codes(call):
    """Every (status, return code, text) of a call, in the order of the document."""
    told = [
        (status, *line.partition(": ")[::2])
        for status, answer in call["responses"].items()
        for line in answer["description"].split("; ")
        if not line.endswith(": ") and line
    ]
    for line in call["x-codes"]:
        code = (str(line["status"]), str(line.get("name", line["code"])), line["text"])
        if line["text"] and code not in told:
            sys.exit(f"{call['operationId']}: its answers do not tell of {code}")
    return told


def shape(answer):
    """The JSON of an answer, when all is well: the first of its alternatives."""
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return schema.get("anyOf", [schema])[0]


def fields(schema, path="", always=True):
    """Every field of an answer: where it stands, its type, whether it is always there."""
    inner = [(f"[{index}]", item, True) for index, item in enumerate(schema.get("x-tuple", []))]
    if not inner and schema.get("items"):
        inner = [("[]", schema["items"], True)]
    for name, field in schema.get("properties", {}).items():
        step = (f".{name}", field, name in schema.get("required", []))
        if inner and inner[-1][1:] == step[1:] and {"items", "properties"} & set(field):
            # The cities of A, of B, of C: once.
            step = (f"{inner.pop()[0].partition(' …')[0]} … {name}", *step[1:])
        inner.append(step)
    for step, field, is_there in inner:
        yield from fields(field, (path + step).lstrip("."), always and is_there)
    if path and not inner:
        yield path, kind(schema), always


def kind(schema):
    if schema.get("format") == "binary":
        return "file"
    types = schema.get("type", "any")
    return types if isinstance(types, str) else types[0]


def bounds(schema):
    low, high = schema.get("minimum"), schema.get("maximum", NO_BOUND)
    told = [f"`{json.dumps(value).strip(chr(34))}`" for value in schema.get("enum", [])]
    if low is not None:
        told.append(f"{low} …" if high == NO_BOUND else f"{low} … {high}")
    told += [f"≤ {schema[key]}" for key in ("maxLength", "maxItems") if key in schema]
    return ", ".join(told)
