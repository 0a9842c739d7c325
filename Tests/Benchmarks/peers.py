"""The programs that are measured: installs them, builds them, and knows how to call each."""

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PATTERNS = HERE / "patterns.txt"
# Programs, each with its Debian package.
DEBIAN = {"hyperfine": "hyperfine", "rg": "ripgrep", "pcre2grep": "pcre2-utils", "time": "time"}
PYPI = ["typos", "semgrep"]


@dataclasses.dataclass(frozen=True)
class Tool:
    name: str
    words: list
    # The exit statuses that mean success, with or without findings.
    good: tuple = (0, 1)

    def on(self, *paths):
        return self.words + [str(path) for path in paths]


@dataclasses.dataclass(frozen=True)
class Tools:
    zhangfa: Tool
    hello: Tool
    typos: Tool
    rg: Tool
    pcre2grep: Tool
    semgrep: Tool | None
    versions: list


def prepare(root, work, given, with_semgrep):
    """Installs and builds the missing programs. `given` is the path of a zhangfa to measure instead of building one."""
    install_debian()
    bin = install_pypi(work / "venv")
    zhangfa = os.path.abspath(given) if given else build_zhangfa(root)
    hello = build_hello(work)
    rules = work / "semgrep.yaml"
    rules.write_text(semgrep_rules(), encoding="utf-8")
    return Tools(
        zhangfa=Tool("zhangfa", [zhangfa, "check", "--fail-on", "never"], (0,)),
        hello=Tool("hello world in Swift", [hello], (0,)),
        # No configuration files, because the other programs have none either; exit status 2 means findings.
        typos=Tool("typos", [f"{bin}/typos", "--isolated"], (0, 2)),
        rg=Tool("rg -P, ten patterns", ["rg", "-P", "-n", "-o", "-f", str(PATTERNS)]),
        pcre2grep=Tool("pcre2grep, ten patterns", ["pcre2grep", "-u", "-r", "-n", "-o", "-f", str(PATTERNS)]),
        semgrep=Tool("semgrep, ten patterns", [
            f"{bin}/semgrep", "scan", "--quiet", "--metrics=off", "--disable-version-check", "--no-git-ignore",
            "--config", str(rules)]) if with_semgrep else None,
        versions=versions(zhangfa, bin))


def install_debian():
    missing = [package for program, package in DEBIAN.items() if not shutil.which(program)]
    if not missing:
        return
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    call(*as_root, "apt-get", "update", "-qq")
    call(*as_root, "apt-get", "install", "-y", "-qq", *missing)


def install_pypi(venv):
    """Installs the programs from PyPI and returns their folder."""
    if not all((venv / "bin" / name).exists() for name in PYPI):
        call(sys.executable, "-m", "venv", venv)
        call(venv / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *PYPI)
    return venv / "bin"


def build_zhangfa(root):
    """Builds the static zhangfa of README and returns its path. If nothing has changed, SwiftPM takes one second."""
    build = ["swift", "build", "--package-path", root, "--scratch-path", f"{root}/.build/static", "-c", "release",
             "--static-swift-stdlib", "-Xswiftc", "-static-executable", "--product", "zhangfa"]
    call(*build)
    folder = subprocess.run([*map(str, build), "--show-bin-path"], check=True, capture_output=True, text=True)
    return f"{folder.stdout.strip()}/zhangfa"


def build_hello(work):
    program = work / "hello"
    if not program.exists():
        call("swiftc", "-O", "-static-stdlib", HERE / "hello.swift", "-o", program)
    return str(program)


def semgrep_rules():
    """Returns the patterns as semgrep rules, in JSON, which is also YAML."""
    patterns = PATTERNS.read_text(encoding="utf-8").splitlines()
    return json.dumps({"rules": [
        # (?m): in the other programs, ^ is the start of a line.
        {"id": f"pattern-{number}", "languages": ["regex"], "severity": "INFO", "message": "found",
         "pattern-regex": f"(?m){pattern}"} for number, pattern in enumerate(patterns, 1)]})


def versions(zhangfa, bin):
    """Returns the rows of a table: name and version."""
    programs = [
        [zhangfa], ["swift"], [f"{bin}/typos"], ["rg"], ["pcre2grep"], ["hyperfine"],
        [f"{bin}/semgrep", "--disable-version-check"]]
    return [(os.path.basename(words[0]), version(words)) for words in programs]


def version(words):
    said = subprocess.run([*words, "--version"], capture_output=True, text=True).stdout
    return next((line.strip() for line in said.splitlines() if any(map(str.isdigit, line))), "unknown")


def call(*words):
    # Standard output is for the results.
    subprocess.run([str(word) for word in words], check=True, stdout=sys.stderr)
