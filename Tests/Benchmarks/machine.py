"""Describes the machine on which the numbers were measured."""

import datetime
import os
import platform
import subprocess


def describe():
    """Returns the rows of a table: name and value."""
    load = os.getloadavg()[0]
    busy = " — **not idle: these numbers are no last word**" if load > 0.3 else ""
    return [
        ("date", datetime.date.today().isoformat()),
        ("processor", f"{processor()}, {os.cpu_count()} cores"),
        ("memory", f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1e9:.0f} GB"),
        ("system", f"{system()}, Linux {platform.release()}"),
        ("load at the start", f"{load:.2f}{busy}"),
        ("commit", commit()),
    ]


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return "unknown system"


def commit():
    here = os.path.dirname(__file__)
    found = subprocess.run(["git", "-C", here, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return found.stdout.strip() or "unknown"
