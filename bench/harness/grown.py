"""Calls of a service beside C over a small file and a large one, and how what they cost grows."""

from dataclasses import dataclass
from typing import Callable

from . import peers, settings

# What the large file costs more is of no interest to whoever asks whether all parts run.
SIZES = (settings.SMALL,) if settings.QUICK else (settings.SMALL, settings.LARGE)


@dataclass
class Part:
    title: str
    # run(peer, size, once): `once` runs a fixed number of writes, however long they take.
    run: Callable
    goal: float
    writes: bool = False


def measure(report, service, unit, parts):
    for part in parts:
        for size in SIZES:
            compare(report, service, f"{part.title}, {size}", unit, part, size)
        if len(SIZES) > 1:
            grow(report, service, part)


def compare(report, service, title, unit, part, size):
    standing = (peers.writers if part.writes else peers.readers)(service)
    runs = peers.rounds(standing, part.run, size, False)
    names = {peer.name: f"{title}: {peer.name}" for peer in standing}
    report.table(f"{service}: {title} {unit}", {names[name]: runs[name] for name in names})
    ours, *others = names.values()
    report.ratio(f"{title}, of C", ours, others[0], "rate", f">= {part.goal}")
    if len(others) > 1:
        report.ratio(f"{title}, of C, a turn at once", ours, others[1], "rate", "")


def grow(report, service, part):
    peer = peers.readers(service)[0]
    runs = {f"{part.title}, {size}": [] for size in SIZES}
    for number in range(settings.ROUNDS):
        for size, found in zip(SIZES, runs.values()):
            settings.note(f"round {number + 1}: {part.title}, {size}")
            found.append(part.run(peer, size, True))
    report.table(f"{service}: {part.title} as data grows", runs)
    small, large = runs
    report.ratio(f"{part.title}, CPU of large to small", large, small, "microseconds", "< 1.5")
