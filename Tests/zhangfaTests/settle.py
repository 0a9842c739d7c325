"""Accepts and rejects the tracked changes of zhangfa in LibreOffice: settle.py ZHANGFA DRAFT.docx…

Accepting all changes must give the text of --fix --output; rejecting all must give the text of the draft. Otherwise the
exit status is 1.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import docx

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, filter())
  document.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false"><library:element library:name="Changes"/></library:library>
"""


def soffice(folder, *arguments):
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *map(str, arguments)]
    # On a busy machine the previous run can still have the profile locked.
    if subprocess.run(command, capture_output=True, timeout=180).returncode != 0:
        subprocess.run(command, capture_output=True, timeout=180, check=True)


def prepare(folder):
    """Makes a profile with the macro. LibreOffice must make the profile first: it would overwrite existing files."""
    (folder / "empty.txt").write_text("")
    soffice(folder, "--convert-to", "odt", "--outdir", folder, folder / "empty.txt")
    basic = folder / "profile/user/basic/Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Changes.xba").write_text(MODULE)
    (basic / "script.xlb").write_text(LIBRARY)


def settled(folder, copy, command):
    target = folder / f"{command}.docx"
    target.unlink(missing_ok=True)
    soffice(folder, f'macro:///Standard.Changes.Settle("{copy.as_uri()}","{target.as_uri()}",".uno:{command}")')
    return text(target)


def text(document):
    return [paragraph.text for paragraph in docx.Document(str(document)).paragraphs]


def zhangfa(binary, *arguments):
    command = [binary, "check", "--no-config", "--fail-on", "never", *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    if run.returncode:
        raise SystemExit(f"{command}: {run.stderr.decode()}")
    return run.stderr.decode()


def check(binary, draft, folder):
    tracked, fixed = folder / "tracked.docx", folder / "fixed.docx"
    for file in (tracked, fixed):
        file.unlink(missing_ok=True)
    told = zhangfa(binary, draft, "--track-changes", "--output", tracked).strip().rpartition(": ")[2]
    zhangfa(binary, draft, "--fix", "--output", fixed)
    problems = []
    # The changes of other authors are accepted and rejected, too.
    accept, reject = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"
    if settled(folder, tracked, accept) != settled(folder, fixed, accept):
        problems.append("accepting all does not give what --fix gives")
    if settled(folder, tracked, reject) != settled(folder, draft, reject):
        problems.append("rejecting all does not give the draft")
    print(f"{draft.name}: {told}" + "".join(f"\n  WRONG {p}" for p in problems))
    return not problems


def main():
    binary, drafts = sys.argv[1], [Path(a).absolute() for a in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        good = [check(binary, draft, Path(name)) for draft in drafts]
    print(f"{sum(good)} of {len(good)} drafts are right")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
