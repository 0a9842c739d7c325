"""The programs that are measured: installed, built, and how each is called."""

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PATTERNS = HERE / "patterns.txt"
# The program of a package, and the package.
DEBIAN = {"hyperfine": "hyperfine", "rg": "ripgrep", "pcre2grep": "pcre2-utils", "time": "time"}
PYPI = ["typos", "semgrep"]


@dataclasses.dataclass(frozen=True)
class Tool:
    name: str
    words: list
    # What it exits with when all went well, findings or not.
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
    """Installs and builds what is not there yet; `given` is a zhangfa to take as it is."""
    install_debian()
    bin = install_pypi(work / "venv")
    zhangfa = os.path.abspath(given) if given else build_zhangfa(root)
    hello = build_hello(work)
    rules = work / "semgrep.yaml"
    rules.write_text(semgrep_rules(), encoding="utf-8")
    return Tools(
        zhangfa=Tool("zhangfa", [zhangfa, "check", "--fail-on", "never"], (0,)),
        hello=Tool("hello world in Swift", [hello], (0,)),
        # Without configuration files, as the patterns have none either; 2 stands for findings.
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
    """Returns the folder of the programs."""
    if not all((venv / "bin" / name).exists() for name in PYPI):
        call(sys.executable, "-m", "venv", venv)
        call(venv / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *PYPI)
    return venv / "bin"


def build_zhangfa(root):
    """The build without shared libraries of README; SwiftPM knows what has changed: where nothing has, it takes a second."""
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
    """The patterns as rules of semgrep; JSON is YAML."""
    patterns = PATTERNS.read_text(encoding="utf-8").splitlines()
    return json.dumps({"rules": [
        # ^ is the start of a line for the others.
        {"id": f"pattern-{number}", "languages": ["regex"], "severity": "INFO", "message": "found",
         "pattern-regex": f"(?m){pattern}"} for number, pattern in enumerate(patterns, 1)]})


def versions(zhangfa, bin):
    """Rows of a table: name and version."""
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
