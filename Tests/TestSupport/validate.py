"""Holds a report against its published schema: validate.py SCHEMAS FORMAT FILE; without arguments, nothing.

Checkstyle has published none: its reports only have to be XML.

Prints what is wrong, a line each. Exit status: 0 valid, 1 not valid, 3 a validator is not installed.
"""

import json
import sys
from pathlib import Path

try:
    # Without rfc3986_validator, jsonschema would take anything for a uri.
    import rfc3986_validator  # noqa: F401
    from jsonschema import Draft4Validator, FormatChecker
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
    schema = json.loads((schemas / JSON_SCHEMAS[form]).read_text("utf-8"))
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    text = file.read_text("utf-8")
    for document in text.splitlines() if form == "rdjsonl" else [text]:
        for error in validator.iter_errors(json.loads(document)):
            yield f"{error.json_path}: {error.message}"


if len(sys.argv) > 1:
    found = list(faults(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
    print("\n".join(found))
    sys.exit(1 if found else 0)
