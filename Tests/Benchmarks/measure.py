"""Runs programs and measures their time and memory.

hyperfine runs all rounds of one program before it starts the next program, so a disturbance on the machine affects only
one of them. Here the programs take turns, each round in another order. hyperfine is a second measurement for short
runs.
"""

import contextlib
import dataclasses
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8"}


@dataclasses.dataclass(frozen=True)
class Command:
    name: str
    words: list
    good: tuple = (0, 1)
    # The number of cores that it may use; None: all.
    cores: int | None = None


@dataclasses.dataclass
class Timing:
    """The times of a command, in seconds."""

    seconds: list
    # Whether a run was stopped because it took too long.
    stopped: bool = False

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def quartiles(self):
        if len(self.seconds) < 2:
            return self.median, self.median
        low, _, high = statistics.quantiles(self.seconds, n=4, method="inclusive")
        return low, high


def take_turns(commands, rounds, limit, allowance=60):
    """Runs all commands `rounds` times, after one round that does not count.

    A command that has used its `allowance` of seconds gets no more rounds, but at least three in total. A command that
    was stopped after `limit` seconds gets no more rounds.
    """
    timings = {command.name: Timing([]) for command in commands}
    for round in range(-1, rounds):
        shift = round % len(commands)
        for command in commands[shift:] + commands[:shift]:
            timing = timings[command.name]
            if timing.stopped or len(timing.seconds) >= 3 and sum(timing.seconds) > allowance:
                continue
            show(f"{command.name}, round {round + 1} of {rounds}")
            seconds = run(command, limit)
            timing.stopped = seconds is None
            if seconds is None:
                timing.seconds = [limit]
            elif round >= 0:
                timing.seconds.append(seconds)
    show("")
    return timings


def run(command, limit):
    """Runs a command and returns its wall-clock time in seconds; None if it was stopped."""
    devnull = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1)]
    with tempfile.TemporaryFile() as said, on_cores(command.cores):
        actions = devnull + [(os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        start = time.perf_counter()
        # Its own process group, so that its child processes are stopped, too.
        process = os.posix_spawnp(command.words[0], command.words, ENVIRONMENT, file_actions=actions, setpgroup=0)
        stopper = threading.Timer(limit, os.killpg, (process, signal.SIGKILL))
        stopper.start()
        try:
            _, status, _ = os.wait4(process, 0)
        except KeyboardInterrupt:
            os.killpg(process, signal.SIGKILL)
            raise
        finally:
            seconds = time.perf_counter() - start
            stopper.cancel()
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL and seconds >= limit:
            return None
        if os.waitstatus_to_exitcode(status) not in command.good:
            said.seek(0)
            sys.exit(f"{' '.join(command.words)} failed: {said.read().decode(errors='replace')}")
        return seconds


@contextlib.contextmanager
def on_cores(count):
    """Restricts the processes started in the `with` block to `count` cores."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(cores)[:count] if count else cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@dataclasses.dataclass(frozen=True)
class Footprint:
    # In bytes; `seconds` is wall-clock time.
    peak: int
    seconds: float
    output: str


def footprint(command, limit):
    """Runs a command and returns its peak memory; None if it was stopped.

    The kernel also counts the memory of a process before it becomes the measured program. Python needs much, so GNU time,
    which is small, starts the program.
    """
    show(f"{command.name}, memory")
    with tempfile.NamedTemporaryFile("r") as report, on_cores(command.cores):
        words = ["time", "-q", "-f", "%M", "-o", report.name, *command.words]
        start = time.perf_counter()
        with subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, start_new_session=True) as process:
            try:
                output, _ = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return None
        if process.returncode not in command.good:
            sys.exit(f"{' '.join(command.words)} failed")
        return Footprint(int(report.read()) * 1024, time.perf_counter() - start, output.decode())


def second_opinion(commands, rounds):
    """Returns the medians that hyperfine measures, in seconds, by name."""
    show("hyperfine")
    with tempfile.NamedTemporaryFile("r") as report:
        lines = [subprocess.list2cmdline(command.words) for command in commands]
        subprocess.run(
            ["hyperfine", "--shell=none", "--ignore-failure", "--warmup=3", f"--runs={rounds}", "--style=none",
             f"--export-json={report.name}", *lines],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        medians = [result["median"] for result in json.load(report)["results"]]
    show("")
    return dict(zip((command.name for command in commands), medians))


def show(text):
    """Shows the progress, if standard error is a terminal."""
    if sys.stderr.isatty():
        print(f"\r{text}\033[K", end="", file=sys.stderr, flush=True)
