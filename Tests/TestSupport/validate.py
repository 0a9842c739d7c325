"""Validates a report against its published schema: validate.py SCHEMAS FORMAT FILE

validate.py SCHEMA yaml FILE... validates files of users against a schema that zhangfa prints. Without arguments the
script only tests whether the validators are installed.

Checkstyle has no published schema, so its reports only have to be XML. HTML is parsed as a browser does, but each parse
error counts.

Prints one line for each fault. Exit status: 0 valid, 1 not valid, 3 a validator is not installed.
"""

import json
import sys
from pathlib import Path

try:
    # Without rfc3986_validator, jsonschema would accept any text as a URI.
    import rfc3986_validator  # noqa: F401
    import yaml
    import html5lib
    from jsonschema import Draft4Validator, Draft7Validator, FormatChecker
    from lxml import etree
except ImportError as error:
    print(error)
    sys.exit(3)

JSON_SCHEMAS = {
    "sarif": "sarif-schema-2.1.0.json",
    "rdjson": "rdjson-DiagnosticResult.json",
    "rdjsonl": "rdjson-Diagnostic.json",
}


def faults(schemas: Path, form: str, file: Path):
    if form in ("checkstyle", "junit"):
        document = etree.parse(file)
        if form == "checkstyle":
            return
        schema = etree.XMLSchema(etree.parse(schemas / "JUnit.xsd"))
        schema.validate(document)
        yield from (f"{error.line}: {error.message}" for error in schema.error_log)
        return
    if form == "html":
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(file.read_text("utf-8"))
        yield from (f"{place}: {code} {names}" for place, code, names in parser.errors)
        return
    schema = json.loads((schemas / JSON_SCHEMAS[form]).read_text("utf-8"))
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    text = file.read_text("utf-8")
    for document in text.splitlines() if form == "rdjsonl" else [text]:
        for error in validator.iter_errors(json.loads(document)):
            yield f"{error.json_path}: {error.message}"


class PlainYAML(yaml.SafeLoader):
    """YAML 1.2 as zhangfa and editors read it: off and yes are strings."""


PlainYAML.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def yaml_faults(schema: Path, files):
    validator = Draft7Validator(json.loads(schema.read_text("utf-8")))
    Draft7Validator.check_schema(validator.schema)
    for file in files:
        document = yaml.load(Path(file).read_text("utf-8"), PlainYAML)
        for error in validator.iter_errors({} if document is None else document):
            yield f"{file}: {error.json_path}: {error.message}"


if len(sys.argv) > 1:
    if sys.argv[2] == "yaml":
        found = list(yaml_faults(Path(sys.argv[1]), sys.argv[3:]))
    else:
        found = list(faults(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
    print("\n".join(found))
    sys.exit(1 if found else 0)
