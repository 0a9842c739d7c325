"""The texts on which the programs are measured."""

import dataclasses
import hashlib
import itertools
import os
import pathlib

DRAFTS = 1_000


@dataclasses.dataclass(frozen=True)
class Corpora:
    folder: pathlib.Path
    # The source of the drafts, as the page names it.
    origin: str
    # A draft of about 8 KB, and a folder of 1,000 drafts.
    single: pathlib.Path
    many: pathlib.Path
    texts: list

    @property
    def size_of_many(self):
        return sum(path.stat().st_size for path in self.many.iterdir())

    def grown(self, size, in_one_line, copies):
        """Returns a folder with `copies` files of `size` bytes.

        Each file begins with another draft, so that the small files together contain the same texts as a large file.
        """
        folder = self.folder / f"{'line' if in_one_line else 'lines'}-{size}-{copies}"
        return write(folder, (grow(self.texts_from(number), size, in_one_line) for number in range(copies)))

    def texts_from(self, number):
        """Returns the texts in rotated order: text `number` comes first."""
        first = number % len(self.texts)
        return self.texts[first:] + self.texts[:first]


def make(folder, seeds, fixtures):
    """Makes the files that all sections need. Each set of drafts has its own folder, named by a hash."""
    found = sorted(seeds.glob("*.txt")) if seeds.is_dir() else []
    origin = f"the {len(found)} seeds" if found else "the drafts of Fixtures"
    texts = [text for path in found or sorted(fixtures.glob("*/draft.txt")) if (text := utf8(path))]
    folder /= hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
    many = write(folder / "many", itertools.islice(itertools.cycle(texts), DRAFTS))
    single = write(folder / "single", [min(texts, key=lambda text: abs(len(text) - 8_000))])
    return Corpora(folder, origin, single / "0000.txt", many, texts)


def grow(texts, size, in_one_line):
    """Repeats `texts` up to `size` bytes. The result ends with a whole line, or with a whole character in one line."""
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
    """Makes a folder with all its files, or none. An existing folder stays as it is."""
    if not folder.exists():
        draft = folder.with_name(f"{folder.name}.{os.getpid()}")
        draft.mkdir(parents=True)
        for number, text in enumerate(texts):
            (draft / f"{number:04}.txt").write_bytes(text)
        draft.rename(folder)
    return folder


def utf8(path):
    """Returns the bytes of a draft; None if it is not in UTF-8, because the peers cannot read other encodings."""
    text = path.read_bytes()
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text
