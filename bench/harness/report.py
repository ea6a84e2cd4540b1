"""The figures as a table, on standard output and in bench/out/."""

import datetime
import json
import os
import statistics
from dataclasses import asdict

from . import settings


def median(runs, figure):
    return statistics.median(getattr(run, figure) for run in runs)


class Report:
    def __init__(self):
        self.lines = [
            f"Kumquat, {datetime.datetime.now():%Y-%m-%d %H:%M}: {os.cpu_count()} cores, "
            f"{settings.CONNECTIONS} connections, median of {settings.ROUNDS} rounds of "
            f"{settings.SECONDS:g} s. Only ratios of one run compare.",
        ]
        self.runs = {}
        self.ratios = []
        self.raw = {}
        if settings.QUICK:
            self.lines.append("Quick: every part runs, and no figure means anything.")
        print(*self.lines, sep="\n")

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def table(self, title, runs):
        self.raw[title] = {name: [asdict(run) for run in found] for name, found in runs.items()}
        self.runs.update(runs)
        self.say()
        self.say(title)
        self.say(f"{'':28}{'req/s':>9}{'us/req':>9}{'p50 ms':>9}{'p99 ms':>9}{'RSS MB':>8}{'errors':>8}")
        for name, found in runs.items():
            self.say(
                f"{name:28}{median(found, 'rate'):9.0f}{median(found, 'microseconds'):9.1f}"
                f"{median(found, 'p50'):9.2f}{median(found, 'p99'):9.2f}"
                f"{max(run.rss for run in found):8.1f}{sum(run.errors for run in found):8d}"
            )

    def median(self, name, figure="microseconds"):
        return median(self.runs[name], figure)

    def ratio(self, title, ours, theirs, figure, goal):
        if ours in self.runs and theirs in self.runs:
            value = median(self.runs[ours], figure) / max(1e-9, median(self.runs[theirs], figure))
            self.figure(title, f"{value:.2f}", goal)

    def figure(self, title, value, goal):
        self.ratios.append((title, value, goal))

    def finish(self):
        self.say()
        for title, value, goal in self.ratios:
            self.say(f"{title:44}{value:>12}   {goal}")
        stamp = f"{datetime.datetime.now():%Y%m%d-%H%M%S}"
        (settings.OUT / f"{stamp}.txt").write_text("\n".join(self.lines) + "\n")
        (settings.OUT / f"{stamp}.json").write_text(
            json.dumps({"runs": self.raw, "figures": self.ratios}, indent=1, ensure_ascii=False)
        )
        settings.note(f"written to {settings.OUT / stamp}.txt")
