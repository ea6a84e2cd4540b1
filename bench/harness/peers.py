"""A service of ours or the C server that stands beside it, and how they take turns."""

from dataclasses import dataclass

from . import files, process, settings


@dataclass
class Peer:
    name: str
    service: str
    # "kumquat", or the mode of the C server: each or grouped.
    kind: str
    synchronous: str = "FULL"

    def start(self, home, path, **environment):
        port = process.free_port()
        if self.kind == "kumquat":
            server = files.serving(self.service, home, port, **environment)
            server.wait_ready(port, "/readyz")
        else:
            command = [str(settings.OUT / self.service), f"tcp:{port}", str(path)]
            server = process.Process(
                [*command, self.kind, self.synchronous], name=f"c-{self.service}"
            )
            server.wait_ready(port)
        return port, server


def readers(service):
    """Ours, C that reads each answer's rows by themselves, and C that reads in one transaction what
    is asked for at once, as ours does."""
    return [
        Peer(f"kumquat-{service}", service, "kumquat"),
        Peer("C", service, "each"),
        Peer("C, a turn at once", service, "grouped"),
    ]


def writers(service):
    return [
        Peer(f"kumquat-{service}", service, "kumquat"),
        Peer("C, grouped", service, "grouped"),
    ]


def rounds(peers, run, *arguments):
    """All peers in turn, round by round: `run(peer, *arguments)`."""
    runs = {peer.name: [] for peer in peers}
    for number in range(settings.ROUNDS):
        for peer in peers:
            settings.note(f"round {number + 1}: {peer.name}")
            runs[peer.name].append(run(peer, *arguments))
    return runs
