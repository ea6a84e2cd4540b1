"""A client that sends so many requests and no more, for what is counted and not timed."""

import selectors
import socket


class Peer:
    """A connection with one request under way."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.missing = None
        self.seen = b""

    def take(self):
        """Whether the answer is complete now, and then its status."""
        octets = self.socket.recv(1 << 16)
        if not octets:
            raise RuntimeError("a connection was closed before its answer")
        self.seen += octets
        if self.missing is None:
            head, end, _ = self.seen.partition(b"\r\n\r\n")
            if not end:
                return None
            self.missing = len(head) + 4 + length(head)
        return int(self.seen[9:12]) if len(self.seen) >= self.missing else None

    def send(self, request):
        self.missing, self.seen = None, b""
        self.socket.sendall(request)


def length(head):
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


class Client:
    """Some connections, kept open from one lot of requests to the next."""

    def __init__(self, port, connections):
        self.peers = [Peer(port) for _ in range(connections)]
        self.selector = selectors.DefaultSelector()
        for peer in self.peers:
            self.selector.register(peer.socket, selectors.EVENT_READ, peer)

    def send(self, requests):
        """Each once; how many of the answers were 200."""
        left = iter(requests)
        waiting = good = 0
        for peer, request in zip(self.peers, left):
            peer.send(request)
            waiting += 1
        while waiting:
            for key, _ in self.selector.select(60):
                status = key.data.take()
                if status is None:
                    continue
                good += status == 200
                request = next(left, None)
                if request is None:
                    waiting -= 1
                else:
                    key.data.send(request)
        return good

    def close(self):
        self.selector.close()
        for peer in self.peers:
            peer.socket.close()
