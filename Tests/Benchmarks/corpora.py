"""The texts that are measured with."""

import dataclasses
import hashlib
import itertools
import os
import pathlib

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
        """A folder of so many files of `size` bytes.

        Each begins with another draft, so that small ones hold what large ones do.
        """
        folder = self.folder / f"{'line' if in_one_line else 'lines'}-{size}-{copies}"
        return write(folder, (grow(self.texts_from(number), size, in_one_line) for number in range(copies)))

    def texts_from(self, number):
        """The texts, with another one first."""
        first = number % len(self.texts)
        return self.texts[first:] + self.texts[:first]


def make(folder, seeds, fixtures):
    """Makes what is always needed; drafts from elsewhere have a folder of their own."""
    found = sorted(seeds.glob("*.txt")) if seeds.is_dir() else []
    origin = f"the {len(found)} seeds" if found else "the drafts of Fixtures"
    texts = [text for path in found or sorted(fixtures.glob("*/draft.txt")) if (text := utf8(path))]
    folder /= hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
    many = write(folder / "many", itertools.islice(itertools.cycle(texts), DRAFTS))
    single = write(folder / "single", [min(texts, key=lambda text: abs(len(text) - 8_000))])
    return Corpora(folder, origin, single / "0000.txt", many, texts)


def grow(texts, size, in_one_line):
    """`texts` one after another, again and again, up to `size` bytes, cut behind a whole line or character."""
    grown = bytearray()
    for text in itertools.cycle(texts):
        lines = text.removeprefix(b"\xEF\xBB\xBF").splitlines()
        grown += b"".join(lines) if in_one_line else b"\n".join(lines) + b"\n"
        if len(grown) >= size:
            break
    if not in_one_line:
        return bytes(grown[:grown.rfind(b"\n", 0, size) + 1])
    return bytes(grown[:size]).decode("utf-8", errors="ignore").encode("utf-8")


def write(folder, texts):
    """Makes a folder of files, whole or not at all; one that is there stays."""
    if not folder.exists():
        draft = folder.with_name(f"{folder.name}.{os.getpid()}")
        draft.mkdir(parents=True)
        for number, text in enumerate(texts):
            (draft / f"{number:04}.txt").write_bytes(text)
        draft.rename(folder)
    return folder


def utf8(path):
    """The text of a draft; none where it is in another encoding, which the peers could not read."""
    text = path.read_bytes()
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text
