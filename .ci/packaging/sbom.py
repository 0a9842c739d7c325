"""Writes the list of components of the static program (SBOM) as SPDX 2.3.

    sbom.py VERSION
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The C libraries that are linked in, by their Debian packages, with their licences.
LIBRARIES = {
    "libpcre2-dev": ("pcre2", "BSD-3-Clause"), "zlib1g-dev": ("zlib", "Zlib"), "libexpat1-dev": ("expat", "MIT"),
    "libyaml-dev": ("libyaml", "MIT"), "libcmark-gfm-dev": ("cmark-gfm", "BSD-2-Clause"),
    "libc6-dev": ("glibc", "LGPL-2.1-or-later"),
}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def parts():
    """Yields the name, version and licence of each component of the program."""
    yield "swift", output("swift", "--version").split("Swift version ")[1].split()[0], "Apache-2.0 WITH Swift-exception"
    resolved = json.loads((ROOT / "Package.resolved").read_text())
    for pin in resolved["pins"]:
        if pin["identity"] in ("swift-argument-parser", "swift-system"):
            yield pin["identity"], pin["state"]["version"], "Apache-2.0 WITH Swift-exception"
    for package, (name, licence) in LIBRARIES.items():
        yield name, output("dpkg-query", "-W", "-f", "${Version}", package), licence
    yield "jieba (words)", "0.42.1", "MIT"


def package(name, version, licence):
    return {
        "SPDXID": "SPDXRef-" + "".join(c if c.isalnum() else "-" for c in name), "name": name, "versionInfo": version,
        "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "NOASSERTION",
        "licenseDeclared": licence, "copyrightText": "NOASSERTION"}


def main(version):
    packages = [package("zhangfa", version, "MIT")] + [package(*part) for part in parts()]
    time = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    commit = output("git", "rev-parse", "HEAD")
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"zhangfa-{version}",
        "documentNamespace": f"https://zhangfa.invalid/spdx/{version}/{commit}",
        "creationInfo": {"created": time.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: zhangfa .ci/packaging/sbom.py"]},
        "packages": packages,
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-zhangfa"}
        ] + [
            {"spdxElementId": "SPDXRef-zhangfa", "relationshipType": "STATIC_LINK", "relatedSpdxElement": part["SPDXID"]}
            for part in packages[1:]
        ],
    }
    print(json.dumps(document, indent=2))


main(sys.argv[1])
