"""The texts that are measured with."""

import dataclasses
import hashlib
import itertools
import pathlib
import shutil

DRAFTS = 1_000


@dataclasses.dataclass(frozen=True)
class Corpora:
    folder: pathlib.Path
    # Where the drafts come from, for the page.
    origin: str
    # One draft of some 8 KB, and a folder of 1,000.
    single: pathlib.Path
    many: pathlib.Path
    texts: list

    @property
    def size_of_many(self):
        return sum(path.stat().st_size for path in self.many.iterdir())

    def grown(self, size, in_one_line, copies):
        """A folder of so many files of `size` bytes."""
        folder = self.folder / f"{'line' if in_one_line else 'lines'}-{size}-{copies}"
        if not folder.exists():
            text = grow(self.texts, size, in_one_line)
            write(folder, [text] * copies)
        return folder


def make(folder, seeds, fixtures):
    """Makes what is always needed; what was made from other drafts before is made again."""
    found = sorted(seeds.glob("*.txt")) if seeds.is_dir() else []
    origin = f"the {len(found)} seeds" if found else "the drafts of Fixtures"
    texts = [text for path in found or sorted(fixtures.glob("*/draft.txt")) if (text := utf8(path))]
    stamp, mark = folder / "origin", f"{origin} {hash_of(texts)}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != mark:
        shutil.rmtree(folder, ignore_errors=True)
        write(folder / "many", itertools.islice(itertools.cycle(texts), DRAFTS))
        write(folder / "single", [min(texts, key=lambda text: abs(len(text) - 8_000))])
        stamp.write_text(mark, encoding="utf-8")
    return Corpora(folder, origin, next((folder / "single").iterdir()), folder / "many", texts)


def grow(texts, size, in_one_line):
    """`texts` one after another, again and again, up to `size` bytes, cut behind a whole line or character."""
    grown = bytearray()
    for text in itertools.cycle(texts):
        lines = text.splitlines()
        grown += b"".join(lines) if in_one_line else b"\n".join(lines) + b"\n"
        if len(grown) >= size:
            break
    if not in_one_line:
        return bytes(grown[:grown.rfind(b"\n", 0, size) + 1])
    return bytes(grown[:size]).decode("utf-8", errors="ignore").encode("utf-8")


def write(folder, texts):
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_bytes(text)


def utf8(path):
    """The text of a draft; none where it is in another encoding, which the peers could not read."""
    text = path.read_bytes()
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text


def hash_of(texts):
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
