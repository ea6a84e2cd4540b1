"""Calls of a service beside C, over a small file and a large one, and how what they cost grows."""

from dataclasses import dataclass
from typing import Callable

from . import peers, settings

# What the large file costs more is of no interest to whoever asks whether all parts run.
SIZES = (settings.SMALL,) if settings.QUICK else (settings.SMALL, settings.LARGE)


@dataclass
class Part:
    title: str
    # run(peer, size)
    run: Callable
    # Of C's rate.
    goal: float
    writes: bool = False


def measure(report, service, unit, parts):
    for part in parts:
        standing = (peers.writers if part.writes else peers.readers)(service)
        runs = rounds(part, standing)
        report.table(f"{service}: {part.title} with {' and '.join(map(str, SIZES))} {unit}", runs)
        for size in SIZES:
            compare(report, part, size, *standing)
        if len(SIZES) > 1:
            small, large = (name(part, size, standing[0]) for size in SIZES)
            title = f"{part.title}, CPU of large to small"
            report.ratio(title, large, small, "microseconds", "< 1.5")


def name(part, size, peer):
    return f"{part.title}, {size}: {peer.name}"


def rounds(part, standing):
    """All peers over both files in turn, round by round."""
    turns = [(size, peer) for size in SIZES for peer in standing]
    runs = {name(part, *turn): [] for turn in turns}
    for number in range(settings.ROUNDS):
        for size, peer in turns:
            settings.note(f"round {number + 1}: {name(part, size, peer)}")
            runs[name(part, size, peer)].append(part.run(peer, size))
    return runs


def compare(report, part, size, ours, *others):
    title, names = f"{part.title}, {size}", [name(part, size, peer) for peer in (ours, *others)]
    report.ratio(f"{title}, of C", names[0], names[1], "rate", f">= {part.goal}")
    if len(names) > 2:
        report.ratio(f"{title}, of C, a turn at once", names[0], names[2], "rate", "")
