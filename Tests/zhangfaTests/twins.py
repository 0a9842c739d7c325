"""Makes Word documents from the text drafts in Fixtures: twins.py FIXTURES FOLDER [--soffice]

python-docx writes documents in which a new run begins between Han and Latin characters, with tables, headers, comments
and tracked changes. With --soffice, LibreOffice converts plain text to Word documents by its own filter.
"""

import re
import subprocess
import sys
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

DRAFTS = [
    "annual-duplicate-third-heading", "annual-hollow-parts", "annual-implied-problems", "annual-long-paragraph-faults",
    "annual-one-office-two-names", "annual-reseller-watermark", "annual-year-mismatch", "briefing-astral-place-name",
    "briefing-mixed-numbering", "duty-report-careless-copy", "half-year-bom-crlf", "half-year-broken-promise",
]
MORE_DRAFTS = [
    "half-year-half-filled-template", "half-year-web-paste-remains", "notice-blanks-and-masks", "plan-chat-assistant-remains",
    "self-examination-broken-marks", "speech-broken-enumerations", "speech-one-open-quote", "survey-numbering-gaps",
]


def lines(draft):
    return draft.read_text("utf-8-sig").splitlines()


def fill(paragraph, text, index):
    """Adds `text` as runs: a new run begins where the script changes, and every third run is bold."""
    for number, piece in enumerate(re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text)):
        run = paragraph.add_run(piece)
        run.bold = True if (number + index) % 3 == 2 else None


def revise(paragraph):
    """Adds a tracked insertion and a tracked deletion of a reviewer."""
    for kind, tag, text in (("ins", "w:t", "（已阅）"), ("del", "w:delText", "（草稿）")):
        change = OxmlElement(f"w:{kind}")
        change.set(qn("w:id"), "900" if kind == "ins" else "901")
        change.set(qn("w:author"), "张三")
        run = OxmlElement("w:r")
        piece = OxmlElement(tag)
        piece.text = text
        run.append(piece)
        change.append(run)
        paragraph._p.append(change)


def by_python(draft, target, variant):
    document = docx.Document()
    for index, line in enumerate(lines(draft)):
        if variant == 1 and index == 3:
            table = document.add_table(rows=1, cols=2)
            fill(table.rows[0].cells[0].paragraphs[0], "完成情况,好的的", index)
            table.rows[0].cells[1].text = "负责人：XXX"
        paragraph = document.add_paragraph(style="List Number" if variant == 2 and index == 4 else None)
        fill(paragraph, line, index)
        if variant == 3 and index == 2:
            revise(paragraph)
            document.add_comment(paragraph.runs[:1], text="再看看", author="张三", initials="张")
    if variant == 1:
        document.sections[0].header.paragraphs[0].text = "XX单位文件"
    document.save(target)


def main():
    fixtures, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for index, name in enumerate(DRAFTS):
        by_python(fixtures / name / "draft.txt", folder / f"{name}.docx", index % 4)
    if "--soffice" not in sys.argv:
        return
    texts = folder / "texts"
    texts.mkdir()
    for name in MORE_DRAFTS:
        (texts / f"{name}.txt").write_text("\n".join(lines(fixtures / name / "draft.txt")), "utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--infilter=Text (encoded):UTF8", "--convert-to", "docx", "--outdir", str(folder)]
    subprocess.run(command + [str(t) for t in sorted(texts.iterdir())], capture_output=True, timeout=300, check=True)


if __name__ == "__main__":
    main()
