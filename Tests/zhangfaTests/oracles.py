"""Checks with other programs the Word copies that zhangfa has marked up.

    oracles.py ZHANGFA DRAFT.docx… [--soffice]     exit status 1 if anything is wrong

For each draft: every finding is a comment on exactly its characters. The other parts of the file have the same bytes,
compressed as before. ooxml-integrity finds no errors that the draft did not have. Marking up the copy gives the same
copy, and checking it gives the same findings. With --soffice, LibreOffice reads the comments on the same characters.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "LC_ALL": "C.UTF-8"}


def zhangfa(binary, *arguments):
    """Runs zhangfa and returns the JSON that it writes to standard output."""
    command = [binary, "check", "--no-config", "--format", "json", "--fail-on", "never", *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=False)
    if run.returncode:
        raise SystemExit(f"{command}: {run.stderr.decode()}{run.stdout.decode()[:400]}")
    return json.loads(run.stdout)


def local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element, name):
    return next((v for k, v in element.attrib.items() if etree.QName(k).localname == name), None)


def main_part(archive):
    """Returns the names of the main part and of the part with its comments."""
    types = archive.read("[Content_Types].xml").decode()
    names = archive.namelist()
    main = next((n for n in ("word/document.xml", "word/document2.xml") if n in names), None)
    main = main or next(n for n in names if n.endswith("document.xml"))
    folder, _, name = main.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    comments = None
    if rels in names:
        for entry in etree.fromstring(archive.read(rels)):
            if attribute(entry, "Type").endswith("/comments"):
                target = attribute(entry, "Target")
                comments = target[1:] if target.startswith("/") else f"{folder}/{target}"
    assert comments is None or "comments+xml" in types, "no content type for the comments"
    return main, comments


def anchored(root):
    """Returns each comment's text by id (with changes accepted; None without a start), and the ids of all references."""
    open_texts, texts, references = {}, {}, []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if event == "end":
            continue
        if name == "commentRangeStart":
            open_texts[attribute(element, "id")] = ""
        elif name == "commentRangeEnd":
            texts[attribute(element, "id")] = open_texts.pop(attribute(element, "id"), None)
        elif name == "commentReference":
            references.append(attribute(element, "id"))
        elif name == "t" and not any(local(a) in ("del", "moveFrom") for a in element.iterancestors()):
            if any(local(a) == "Fallback" for a in element.iterancestors()):
                continue
            for key in open_texts:
                open_texts[key] += element.text or ""
        elif name in ("tab", "br", "cr") and local(element.getparent()) == "r":
            for key in open_texts:
                open_texts[key] += "\t" if name == "tab" else "\u2028"
        if name.startswith("commentRange"):
            assert local(element.getparent()) not in ("r", "rPr", "pPr"), "a marker in a run"
    assert not open_texts, "a range that is never ended"
    return texts, references


def own_comments(archive, part):
    """Returns the text of zhangfa's comments, by id. The text begins with the rule."""
    if part is None:
        return {}
    found = {}
    for comment in etree.fromstring(archive.read(part)):
        if local(comment) != "comment" or attribute(comment, "author") != "核稿":
            continue
        text = "\n".join("".join(p.itertext()) for p in comment if local(p) == "p")
        found[attribute(comment, "id")] = text
    return found


def raw_entries(path):
    """Returns the header and the compressed bytes of all entries by name, and the names in their order."""
    entries = {}
    with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
        for info in archive.infolist():
            file.seek(info.header_offset)
            header = file.read(30)
            lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
            entries[info.filename] = (header, file.read(lengths + info.compress_size))
        return entries, archive.namelist()


def check_parts(draft, copy, report):
    old, old_names = raw_entries(draft)
    new, new_names = raw_entries(copy)
    with zipfile.ZipFile(copy) as archive:
        if archive.testzip():
            report("a damaged entry")
        main, comments = main_part(archive)
    mine = {main, comments, "[Content_Types].xml", f"{os.path.dirname(main)}/_rels/{os.path.basename(main)}.rels"}
    if [n for n in new_names if n in old] != old_names:
        report("another order of entries")
    for name, value in old.items():
        if name not in mine and new.get(name) != value:
            report(f"{name} has changed")
    if extra := set(new) - set(old) - mine:
        report(f"new entries {extra}")


def check_comments(copy, findings, report):
    with zipfile.ZipFile(copy) as archive:
        main, part = main_part(archive)
        comments = own_comments(archive, part)
        root = etree.fromstring(archive.read(main))
    texts, references = anchored(root)
    if len(comments) != len(findings):
        report(f"{len(comments)} comments for {len(findings)} findings")
    for id in comments:
        if id not in texts or references.count(id) != 1:
            report(f"comment {id} has no range or {references.count(id)} references")
    elsewhere = 0
    by_order = sorted(comments, key=int)
    for id, finding in zip(by_order, findings):
        if not comments[id].startswith(f"[{finding['rule']}] "):
            report(f"comment {id} is not of {finding['rule']}: {comments[id][:40]}")
        wanted = finding["text"].replace("\ufffc", "").replace("\n", "")
        if wanted and texts.get(id) != wanted:
            elsewhere += 1
            if os.environ.get("ORACLES_VERBOSE"):
                print(f"    {copy.name} {finding['rule']} {wanted[:40]!r} is on {(texts.get(id) or '')[:40]!r}")
    return len(findings), elsewhere


def python_docx(copy, findings, report):
    import docx

    try:
        document = docx.Document(copy)
    except Exception as error:  # what python-docx itself does not open (strict documents, .docm)
        return f"python-docx does not open it: {type(error).__name__}"
    own = [c for c in document.comments if c.author == "核稿" and c.initials == "核"]
    if len(own) != len(findings):
        report(f"python-docx reads {len(own)} comments for {len(findings)}")
    return None


def integrity(draft, copy, report):
    tool = Path(sys.executable).with_name("ooxml-integrity")
    run = subprocess.run([tool, "check", copy, "--against", draft], capture_output=True, text=True, check=False)
    before = subprocess.run([tool, "check", draft], capture_output=True, text=True, check=False)
    # When a run is split, both halves refer to its style. ooxml-integrity reports the additional references as info.
    faults, known = (Counter(re.findall(r"\[(?:ERROR|WARN ?)\s*\] (\w+)", r.stdout)) for r in (run, before))
    if more := faults - known:
        report(f"ooxml-integrity: {dict(more)} {run.stdout[:600]}")


def libreoffice(copy, folder, report):
    """Returns the rule of each of zhangfa's annotations, and the text that LibreOffice reads in its range."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(folder), str(copy)]
    run = subprocess.run(command, capture_output=True, timeout=180, check=False)
    target = folder / (copy.stem + ".fodt")
    if not target.exists():
        report("LibreOffice does not convert it: " + run.stderr.decode()[:200])
        return []
    root = etree.parse(str(target), etree.XMLParser(huge_tree=True)).getroot()
    return Annotations(root).texts


class Annotations:
    """Reads the text of a flat .odt in order, and collects the text in the ranges of annotations."""

    def __init__(self, root):
        self.open, self.texts = {}, []
        self.read(root)

    def put(self, text):
        for entry in self.open.values():
            entry[1] += text or ""

    def read(self, element):
        name = local(element)
        if name == "tracked-changes":
            return
        if name == "annotation":
            self.begin(element)
            return
        if name == "annotation-end":
            if entry := self.open.pop(element.get(f"{{{OFFICE}}}name"), None):
                self.texts.append(tuple(entry))
        elif name in ("s", "tab", "line-break"):
            count = int(element.get(f"{{{TEXT}}}c", "1"))
            self.put({"s": " " * count, "tab": "\t", "line-break": "\u2028"}[name])
        elif name:
            self.put(element.text)
        for child in element:
            self.read(child)
            self.put(child.tail)

    def begin(self, element):
        author = "".join(child.text or "" for child in element if local(child) == "creator")
        if author != "核稿":
            return
        text = "".join("".join(child.itertext()) for child in element if local(child) in ("p", "list"))
        key = element.get(f"{{{OFFICE}}}name")
        entry = [text.split(" ")[0], ""]
        if key is None:
            self.texts.append((entry[0], None))
        else:
            self.open[key] = entry


def check(binary, draft, folder, soffice):
    problems = []
    report = problems.append
    copy = folder / f"{draft.stem}.核稿{draft.suffix}"
    findings = zhangfa(binary, draft, "--annotate", "--output", copy)["diagnostics"]
    count, elsewhere = check_comments(copy, findings, report)
    check_parts(draft, copy, report)
    note = python_docx(copy, findings, report)
    integrity(draft, copy, report)
    again = folder / "again.docx"
    zhangfa(binary, copy, "--annotate", "--output", again)
    if again.read_bytes() != copy.read_bytes():
        report("a second run changes the copy")
    again.unlink()
    after = zhangfa(binary, copy)["diagnostics"]
    strip = lambda list: [{k: v for k, v in d.items() if k not in ("path", "fingerprint")} for d in list]
    if strip(after) != strip(findings):
        report(f"checking the copy gives {len(after)} findings for {len(findings)}")
    read = ""
    if soffice and findings:
        texts = libreoffice(copy, folder, report)
        wanted = [(f"[{f['rule']}]", f["text"]) for f in findings]
        other = [text for text in texts if text not in wanted]
        read = f", LibreOffice reads {len(texts)}, {len(texts) - len(other)} on the characters"
        if os.environ.get("ORACLES_VERBOSE"):
            print("\n".join(f"    LibreOffice: {rule} {text!r:.60}" for rule, text in other))
        if len(texts) != len(findings):
            report(f"LibreOffice reads {len(texts)} comments for {len(findings)}")
    print(f"{draft.name}: {count} comments, {elsewhere} not on the text of their finding{read}{'; ' + note if note else ''}")
    for problem in problems:
        print(f"  WRONG {problem}")
    return not problems


def main():
    arguments = [a for a in sys.argv[1:] if a != "--soffice"]
    binary, drafts = arguments[0], [Path(a) for a in arguments[1:]]
    with tempfile.TemporaryDirectory() as folder:
        good = [check(binary, draft, Path(folder), "--soffice" in sys.argv) for draft in drafts]
    print(f"{sum(good)} of {len(good)} drafts are right")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
