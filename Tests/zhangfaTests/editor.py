"""Talks to zhangfa lsp as VS Code does, with pytest-lsp, which validates each answer against the protocol.

    editor.py ZHANGFA     exit status 1 if anything is wrong
"""

import asyncio
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp.checks import LspSpecificationWarning

DRAFT = """青梧街道2021年工作要点\r
一、抓好社区养老\r
\t𠮷野社区新建食堂2处,投资XX万元。\r
（一）场地\r
落实场地3处。\r
（二）经费\r
落实经费XX万元。\r
三、抓好安全生产\r
剩余的的120处隐患完成排查。\r
"""
faults = []


def check(name, found, expected):
    print(f"{'ok' if found == expected else 'NOT OK'}: {name}")
    if found != expected:
        faults.append(name)
        print(f"  found:    {found!r}\n  expected: {expected!r}")


def utf16(text, position):
    """Returns the offset of a position in the text, in UTF-16 code units. All lines end with LF or CRLF."""
    lines = text.split("\n")[: position.line]
    return sum(len(line.encode("utf-16-le")) // 2 + 1 for line in lines) + position.character


def edited(text, edits):
    """Returns the text after the edits, which a client applies from the last to the first."""
    data = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start, end = utf16(text, edit.range.start), utf16(text, edit.range.end)
        data = data[: 2 * start] + edit.new_text.encode("utf-16-le") + data[2 * end :]
    return data.decode("utf-16-le")


def words(text, place):
    return text.encode("utf-16-le")[2 * utf16(text, place.start) : 2 * utf16(text, place.end)].decode("utf-16-le")


class Editor:
    def __init__(self, binary, folder):
        self.folder = folder
        self.config = pytest_lsp.ClientServerConfig(server_command=[binary, "lsp"], server_env={"LC_ALL": "C.UTF-8"})

    async def start(self, **options):
        self.client = await self.config.start()
        self.result = await self.client.initialize_session(
            types.InitializeParams(
                capabilities=pytest_lsp.client_capabilities("visual-studio-code"), root_uri=self.folder.as_uri(),
                workspace_folders=[types.WorkspaceFolder(self.folder.as_uri(), "drafts")],
                initialization_options=options))

    async def published(self, uri, act):
        """Calls `act` and returns the diagnostics that are then published for the document."""
        self.client.diagnostics.pop(uri, None)
        act()
        for _ in range(2000):
            if uri in self.client.diagnostics:
                return list(self.client.diagnostics[uri])
            await asyncio.sleep(0.01)
        raise SystemExit(f"NOT OK: nothing was published about {uri}")

    async def open(self, path, text, language="plaintext"):
        uri = path if ":" in str(path) else path.as_uri()
        item = types.TextDocumentItem(uri, language, 1, text)
        params = types.DidOpenTextDocumentParams(item)
        return uri, await self.published(uri, lambda: self.client.text_document_did_open(params))

    async def change(self, uri, version, changes):
        params = types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), changes)
        return await self.published(uri, lambda: self.client.text_document_did_change(params))

    async def rewrite(self, file, text, uri):
        """Rewrites `file` and returns the diagnostics that are then published for the document `uri`."""
        file.write_text(text)
        change = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
        params = types.DidChangeWatchedFilesParams([change])
        return await self.published(uri, lambda: self.client.workspace_did_change_watched_files(params))

    async def actions(self, uri, place, only=None):
        return await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri), place, types.CodeActionContext(diagnostics=[], only=only)))


def edits(action, uri):
    return [
        edit for change in action.edit.document_changes if getattr(change, "text_document", None)
        and change.text_document.uri == uri for edit in change.edits
    ]


async def drafts(binary, folder):
    editor = Editor(binary, folder)
    await editor.start()
    capabilities = editor.result.capabilities
    check("positions are UTF-16", capabilities.position_encoding or "utf-16", "utf-16")
    uri, found = await editor.open(folder / "要点 1.txt", DRAFT)
    check("findings", [(d.code, words(DRAFT, d.range)) for d in found], [
        ("punctuation/halfwidth", ","), ("placeholder/money", "XX"), ("placeholder/money", "XX"),
        ("numbering/gap", "三、"), ("wording/doubled", "的的")])
    check("severities", [int(d.severity) for d in found], [2, 1, 1, 1, 2])
    check("related", [words(DRAFT, r.location.range) for d in found for r in d.related_information or []], ["一、"])

    name = types.TextDocumentIdentifier(uri)
    symbols = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(name))
    check("outline", [(s.name, [c.name for c in s.children]) for s in symbols], [
        ("青梧街道2021年工作要点", []), ("一、抓好社区养老", ["（一）场地", "（二）经费"]), ("三、抓好安全生产", [])])
    check("ranges of the outline", words(DRAFT, symbols[1].children[1].range), "（二）经费\r\n落实经费XX万元。")

    hover = await editor.client.text_document_hover_async(types.HoverParams(name, found[3].range.start))
    check("hover", hover.contents.value.splitlines()[0], "## numbering/gap")
    explained = subprocess.run(
        [binary, "explain", "numbering/gap", "--lang", "en"], capture_output=True, check=True, text=True).stdout
    lines = [line.strip() for line in explained.splitlines()]
    why = lines[lines.index("Why") + 1]
    check("hover says what explain says", why in hover.contents.value and "GB/T 9704-2012 7.3.3" in why, True)

    fix = [a for a in await editor.actions(uri, found[0].range) if a.kind == "quickfix"][0]
    check("quick fix", (edited(DRAFT, edits(fix, uri)), fix.is_preferred), (DRAFT.replace(",", "，"), True))
    all_fixes = await editor.actions(uri, found[0].range, only=["source.fixAll"])
    path = folder / "cli.txt"
    path.write_bytes(DRAFT.encode())
    subprocess.run([binary, "check", "--fix", "--quiet", str(path)], capture_output=True, check=False)
    check("fix all is --fix", [edited(DRAFT, edits(a, uri)) for a in all_fixes], [path.read_bytes().decode()])

    found = await editor.change(uri, 2, [
        types.TextDocumentContentChangePartial(
            text="30", range=types.Range(types.Position(2, 15), types.Position(2, 17))),
        types.TextDocumentContentChangePartial(
            text="年内见效。", range=types.Range(types.Position(8, 99), types.Position(8, 99)))])
    check("incremental changes", [d.code for d in found], [
        "punctuation/halfwidth", "placeholder/money", "numbering/gap", "wording/doubled"])
    check("full change", await editor.change(uri, 3, [types.TextDocumentContentChangeWholeDocument("今年。\n")]), [])
    check("empty document", await editor.change(uri, 4, [types.TextDocumentContentChangeWholeDocument("")]), [])
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(name))

    text = "# 总结\n\n投资XX万元。\n"
    uri, found = await editor.open("untitled:Untitled-1", text, "markdown")
    suppress = [a for a in await editor.actions(uri, found[0].range) if "Suppress" in a.title][0]
    suppressed = edited(text, edits(suppress, uri))
    check("suppress here", suppressed, "# 总结\n\n<!-- zhangfa-ignore placeholder/money -->\n投资XX万元。\n")
    check("and it is silent", await editor.change(uri, 2, [types.TextDocumentContentChangeWholeDocument(suppressed)]), [])
    await editor.client.shutdown_session()


async def settings(binary, folder):
    editor = Editor(binary, folder)
    await editor.start(lang="zh")
    configuration = folder / ".zhangfa.yaml"
    uri, found = await editor.open(folder / "a.txt", "剩余的的43户。\n")
    check("language", found[0].message, "“的的”重复，应当是“的”")
    accept = [a for a in await editor.actions(uri, found[0].range) if ".zhangfa.yaml" in a.title][0]
    check("a file is made", type(accept.edit.document_changes[0]).__name__, "CreateFile")
    old = "# 本单位\nlang: zh  # 中文\naccept:\n  # 产品\n  - X光机\n"
    again = await editor.rewrite(configuration, old, uri)
    check("after a change of the configuration", [d.code for d in again], ["wording/doubled"])
    accept = [a for a in await editor.actions(uri, found[0].range) if ".zhangfa.yaml" in a.title][0]
    new = edited(old, edits(accept, configuration.as_uri()))
    check("accept this word", new, "# 本单位\nlang: zh  # 中文\naccept:\n  # 产品\n  - '的的'\n  - X光机\n")
    check("and it is right", await editor.rewrite(configuration, new, uri), [])
    broken = await editor.rewrite(configuration, "lang: zh\nprofil: speech\n", configuration.as_uri())
    check("a broken configuration", [(d.range.start.line, d.range.start.character) for d in broken], [(1, 0)])
    await editor.client.shutdown_session()
    check("the exit status", editor.client._server.returncode, 0)


async def main(binary):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / ".git").mkdir()
        await drafts(binary, root)
        await settings(binary, root)


with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always", LspSpecificationWarning)
    asyncio.run(main(sys.argv[1]))
check("what pytest-lsp says of the protocol", [
    str(w.message) for w in said if issubclass(w.category, LspSpecificationWarning)], [])
sys.exit(1 if faults else 0)
