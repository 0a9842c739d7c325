"""The measurements. Each function of a section returns that section of the page."""

import dataclasses
import pathlib
import re
import statistics
import subprocess

import corpora
import measure
import peers
from measure import Command

KB, MB = 1_000, 1_000_000
SIZES = [10 * KB, 100 * KB, MB, 10 * MB, 50 * MB]
# The bytes of text for each size, in one or more files: so much that the time to start does not matter.
AMOUNT = 10 * MB

# The end of a finding's line in --format concise.
FINDING = re.compile(r" \[[a-z-]+/[a-z-]+\]$", re.MULTILINE)

# A rule from outside whose pattern needs exponential time.
HOSTILE_RULE = r"""kind: forbid
severity: error
message: {zh: 试, en: a test}
why: {zh: 试, en: a test}
pattern: (\p{Han}+)+[#@]
examples: {bad: [试⟦甲#⟧, ⟦乙@⟧], good: [试, 验]}
"""


@dataclasses.dataclass(frozen=True)
class Bench:
    tools: peers.Tools
    corpora: corpora.Corpora
    work: pathlib.Path
    # None: the number of rounds that the section chooses.
    rounds: int | None
    quick: bool
    limit: float

    def turns(self, usual):
        return self.rounds or (min(5, usual) if self.quick else usual)


@dataclasses.dataclass(frozen=True)
class Budget:
    """A measured number with an upper bound, or a lower bound if `at_least` is true."""

    what: str
    # None: not measured, because a run was stopped.
    measured: float | None
    budget: float
    aim: float | None = None
    unit: str = "×"
    # The number to compare with the aim, if the aim measures something else.
    measured_for_aim: float | None = None
    at_least: bool = False

    def meets(self, number, bound):
        return number is not None and (number >= bound if self.at_least else number <= bound)


@dataclasses.dataclass
class Table:
    heads: list
    rows: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Section:
    title: str
    text: str
    tables: list
    budgets: list


def cold(bench):
    """Measures one start on one small draft."""
    tools = bench.tools
    draft = bench.corpora.single
    subjects = [tools.hello, tools.zhangfa, tools.typos, tools.rg, tools.pcre2grep, tools.semgrep]
    commands = [
        Command(tool.name, tool.on() if tool is tools.hello else tool.on(draft), tool.good) for tool in subjects if tool]
    timings = measure.take_turns(commands, bench.turns(50), bench.limit, allowance=20)
    fast = [command for command in commands if timings[command.name].median < 0.5]
    opinions = measure.second_opinion(fast, bench.turns(50))
    table = Table(["", "median", "quartiles", "runs", "× zhangfa", "peak memory", "hyperfine"])
    base = timings[tools.zhangfa.name]
    for command in commands:
        timing = timings[command.name]
        opinion = opinions.get(command.name)
        table.rows.append(
            cells(command, timing, base) + [peak(command, bench), milliseconds(opinion) if opinion else "–"])
    budget = Budget(
        "cold run on one 8 KB draft: × typos; aim: × hello world", ratio(timings, tools.zhangfa, tools.typos), 1, 3,
        measured_for_aim=ratio(timings, tools.zhangfa, tools.hello))
    return Section(
        "Cold run on one draft",
        f"One draft of {draft.stat().st_size / KB:.1f} KB, all shipped rules, page cache warm, no output to a terminal. "
        "The last column is what `hyperfine --shell=none` says, one program after the other.",
        [table], [budget])


def drafts(bench):
    """Measures a folder of 1,000 drafts."""
    tools = bench.tools
    folder = bench.corpora.many
    size = bench.corpora.size_of_many
    one, two = (f"{tools.zhangfa.name}, {cores}" for cores in ("one core", "two cores"))
    commands = [
        Command(one, tools.zhangfa.on(folder), tools.zhangfa.good, cores=1),
        Command(two, tools.zhangfa.on(folder), tools.zhangfa.good, cores=2)]
    commands += [
        Command(tool.name, tool.on(folder), tool.good, cores=2)
        for tool in (tools.typos, tools.rg, tools.pcre2grep, tools.semgrep) if tool]
    timings = measure.take_turns(commands, bench.turns(15), bench.limit, allowance=60)
    table = Table(["", "median", "quartiles", "runs", "× zhangfa", "MB/s", "peak memory"])
    base = timings[two]
    for command in commands:
        timing = timings[command.name]
        table.rows.append(
            cells(command, timing, base) + ["–" if timing.stopped else f"{size / MB / timing.median:.1f}", peak(command, bench)])
    budgets = [
        Budget(
            "1,000 drafts on two cores: × typos; aim: × rg -P", ratio_of(timings[two], timings[tools.typos.name]), 1, 1.5,
            measured_for_aim=ratio_of(timings[two], timings[tools.rg.name])),
        Budget("second core", ratio_of(timings[one], timings[two]), 1.7, 1.9, at_least=True)]
    return Section(
        "1,000 drafts",
        f"{corpora.DRAFTS:,} drafts of {size / MB:.1f} MB in one folder; two cores where nothing else is said. zhangfa finds "
        "the outline and holds all shipped rules against it, the others look for words or ten patterns.",
        [table], budgets)


def growth(bench):
    """Measures small and large files, with lines and in one line."""
    ladder = Ladder(bench)
    table = Table(
        ["", "files", "median", "quartiles", "ms per MB", "ratio", "one file", "peak memory", "of budget", "findings per MB"],
        ladder.rows(in_one_line=False) + ladder.rows(in_one_line=True))
    sizes = f"{name_of(ladder.sizes[0])} … {name_of(ladder.sizes[-1])}"
    budgets = [
        Budget(f"time per MB of {sizes}, ÷ that of the smallest (flat: 1.1)", worst(ladder.ratios), 1.3, 1.1),
        Budget(
            "peak memory ÷ (64 MB + 4 × the file); aim: ÷ (32 MB + 3 × the file)", worst(ladder.shares), 1, 1,
            measured_for_aim=worst(ladder.shares_of_aim))]
    return Section(
        "Growth",
        f"The drafts one after another in files of one size, on one core, as many files as make {ladder.amount // MB} MB: so "
        "the time per MB is not that of the start. The ratio is to the smallest size; one file and its memory are a run of "
        "its own. Findings tell that the larger files are no other task; of one rule no more than 10,000 are looked for in a file.",
        [table], budgets)


class Ladder:
    """The same text in files of growing size."""

    def __init__(self, bench):
        self.bench = bench
        # A rule stops at 10,000 findings in one draft; the run reports this and exits with status 2.
        self.good = (*bench.tools.zhangfa.good, 2)
        self.sizes = [size for size in SIZES if not bench.quick or size <= MB]
        self.amount = MB if bench.quick else AMOUNT
        # None: a run was stopped.
        self.ratios, self.shares, self.shares_of_aim = [], [], []
        self.steps = [(size, line) for line in (False, True) for size in self.sizes]
        commands = [self.command(*step) for step in self.steps]
        timings = measure.take_turns(commands, bench.turns(7), bench.limit, allowance=40)
        self.timings = {step: timings[command.name] for step, command in zip(self.steps, commands)}

    def folder(self, size, in_one_line):
        return self.bench.corpora.grown(size, in_one_line, max(1, self.amount // size))

    def command(self, size, in_one_line):
        zhangfa = self.bench.tools.zhangfa
        name = name_of(size) + (", one line" if in_one_line else "")
        return Command(name, zhangfa.on(self.folder(size, in_one_line)), self.good, cores=1)

    def rows(self, in_one_line):
        """Returns the rows for files with lines, or for files in one line."""
        rows, smallest = [], None
        for size in self.sizes:
            files = sorted(self.folder(size, in_one_line).iterdir())
            megabytes = sum(file.stat().st_size for file in files) / MB
            timing = self.timings[size, in_one_line]
            cost = timing.median / megabytes
            smallest = smallest or cost
            self.ratios.append(None if timing.stopped else cost / smallest)
            rows.append([
                self.command(size, in_one_line).name, str(len(files)), duration(timing), spread(timing),
                at_least(timing, f"{cost * 1000:.1f}"), at_least(timing, f"{cost / smallest:.2f}"),
                *self.alone(files[0])])
        return rows

    def alone(self, file):
        """Returns the cells of a run on a single file."""
        zhangfa = self.bench.tools.zhangfa
        command = Command(file.parent.name, [*zhangfa.words, "--format", "concise", str(file)], self.good)
        run = measure.footprint(command, self.bench.limit)
        size = file.stat().st_size
        self.shares.append(run and run.peak / (64 * MB + 4 * size))
        self.shares_of_aim.append(run and run.peak / (32 * MB + 3 * size))
        if not run:
            return [f"> {self.bench.limit:.0f} s", "–", "–", "–"]
        return [
            milliseconds(run.seconds), memory(run.peak), f"{self.shares[-1]:.0%}",
            f"{len(FINDING.findall(run.output)) / (size / MB):,.0f}"]


def rules(bench):
    """Reports the time of each rule, as zhangfa --timing measures it."""
    zhangfa = bench.tools.zhangfa
    words = [*zhangfa.words, "--timing", "--lang", "en", str(bench.corpora.many)]
    runs = [timing_tables(words) for _ in range(bench.turns(5))]
    costs = ["ms", "share", "ms per MB", "first draft"]
    steps = merged([run["step"] for run in runs])
    by_rule = sorted(merged([run["rule"] for run in runs]), key=lambda row: -float(row[1]))
    budget = Budget(
        "a rule from outside whose pattern explodes, on one draft (stopped by its limit)", hostile(bench), 100, unit="ms")
    return Section(
        "Cost per rule",
        "What `zhangfa check --timing` says of the 1,000 drafts, on one core: processor time, the medians of "
        f"{len(runs)} runs; “ms per MB” leaves out the first draft.",
        [Table(["step", *costs], steps), Table(["rule", *costs, "findings"], by_rule)], [budget])


def hostile(bench):
    """Returns the milliseconds of the rule with exponential time."""
    rule = bench.work / "hostile" / "house" / "explodes.yaml"
    rule.parent.mkdir(parents=True, exist_ok=True)
    rule.write_text(HOSTILE_RULE, encoding="utf-8")
    words = [
        *bench.tools.zhangfa.words, "--timing", "--lang", "en", "--rules", str(rule.parent.parent),
        "--select", "house/explodes", str(bench.corpora.single)]
    rows = timing_tables(words)["rule"]
    return next(float(cells[1]) for cells in rows if cells[0] == "house/explodes")


def timing_tables(words):
    """Returns the tables of --timing as rows of cells, by the first heading of each table."""
    measure.show("rules")
    with measure.on_cores(1):
        said = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=measure.ENVIRONMENT)
    measure.show("")
    tables = {}
    for block in said.stderr.split("\n\n"):
        heads, *rows = [re.split(r"\s{2,}", line.strip()) for line in block.strip().splitlines()]
        tables[heads[0]] = rows
    return tables


def merged(tables):
    """Merges several tables: each row has the medians of the rows with its name. The first table gives the order."""
    by_name = {}
    for table in tables:
        for name, *cells in table:
            by_name.setdefault(name, []).append(cells)
    return [[name, *map(median_cell, zip(*found))] for name, found in by_name.items()]


def median_cell(cells):
    numbers = [float(cell.removesuffix(" %")) for cell in cells]
    places = len(cells[0].removesuffix(" %").partition(".")[2])
    return f"{statistics.median(numbers):.{places}f}" + (" %" if cells[0].endswith(" %") else "")


def cells(command, timing, base):
    times = "–" if base.stopped else at_least(timing, f"{timing.median / base.median:.2f}")
    return [command.name, duration(timing), spread(timing), str(len(timing.seconds)), times]


def duration(timing):
    return f"> {timing.median:.0f} s, stopped" if timing.stopped else milliseconds(timing.median)


def spread(timing):
    if timing.stopped:
        return "–"
    low, high = timing.quartiles
    return f"{milliseconds(low)} – {milliseconds(high)}"


def at_least(timing, text):
    """Marks `text` as a lower bound if the run was stopped."""
    return f"> {text}" if timing.stopped else text


def peak(command, bench):
    run = measure.footprint(command, bench.limit)
    return memory(run.peak) if run else "–"


def ratio(timings, one, other):
    return ratio_of(timings[one.name], timings[other.name])


def ratio_of(one, other):
    return None if one.stopped or other.stopped else one.median / other.median


def worst(numbers):
    return None if None in numbers else max(numbers)


def milliseconds(seconds):
    return f"{seconds * 1000:,.{1 if seconds < 0.1 else 0}f} ms"


def memory(size):
    return f"{size / MB:.0f} MB"


def name_of(size):
    return f"{size // MB} MB" if size >= MB else f"{size // KB} KB"
