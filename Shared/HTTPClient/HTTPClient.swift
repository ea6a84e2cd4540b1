import Basics
import HTTP
public import Loops

/// The way out: HTTP/1.1 through libcurl, inside the event loops.
///
/// A request runs on the caller's own loop, with that loop's connections; a caller that is on no
/// loop is moved to one. No thread, no signal and no lock is spent on a request.
public final class HTTPClient: Sendable {
    private let group: LoopGroup
    private let limits: ClientLimits
    private let names = NameCache()
    private let loopClients = LoopLocal<LoopClient>()

    /// A client for the group's loops. Its connections are kept for use again.
    public init(group: LoopGroup, limits: ClientLimits = ClientLimits()) {
        self.group = group
        self.limits = limits
    }

    /// Sends a request and gives the answer as soon as its head, and a small body, are there.
    ///
    /// What may have been carried out is never sent twice. Once more, on a new connection, goes
    /// only what was on a kept connection that had ended: if not an octet of it was sent, or if
    /// it is `repeatable` and no octet of an answer came.
    public func send(_ request: ClientRequest) async throws(ClientFailure) -> ClientResponse {
        do throws(ClientFailure) {
            return try await exchange(request)
        } catch {
            request.dropBody()
            throw error
        }
    }

    private func exchange(
        _ request: ClientRequest
    ) async throws(ClientFailure) -> ClientResponse {
        guard request.hasSoundTarget else { throw .malformedRequest }
        if let loop = EventLoop.current { return try await send(request, on: loop) }
        let loop = group.next()
        return try await withTaskExecutorPreference(loop) {
            () async throws(ClientFailure) -> ClientResponse in
            try await self.sendThere(request, on: loop)
        }
    }

    /// Concurrent, so that it begins on the preferred loop and not where the caller happens to be.
    @concurrent
    private func sendThere(
        _ request: ClientRequest,
        on loop: EventLoop
    ) async throws(ClientFailure) -> ClientResponse {
        try await send(request, on: loop)
    }

    /// Sends to one of the replicas; while none of it was sent, to the next.
    public func send(
        _ request: consuming ClientRequest,
        to upstream: Upstream
    ) async throws(ClientFailure) -> ClientResponse {
        for _ in 1..<max(upstream.addresses.count, 1) {
            request.address = upstream.next()
            do throws(ClientFailure) {
                return try await exchange(request)
            } catch {
                guard error.isUnreachable else {
                    request.dropBody()
                    throw error
                }
                upstream.failed(request.address)
            }
        }
        request.address = upstream.next()
        return try await send(request)
    }

    /// Ends every request that is under way and closes the connections.
    public func close() async {
        for loop in group.loops {
            await withCheckedContinuation { continuation in
                loop.execute { [self] in
                    loopClient(of: loop).close()
                    continuation.resume()
                }
            }
        }
    }

    private func loopClient(of loop: EventLoop) -> LoopClient {
        loop.local(loopClients) { LoopClient(loop: loop, limits: limits) }
    }

    private func send(
        _ request: ClientRequest,
        on loop: EventLoop
    ) async throws(ClientFailure) -> ClientResponse {
        guard case .tcp(let host, let port) = request.address else {
            return try await attempt(request, to: nil, on: loop)
        }
        var candidates = try await names.candidates(host, port)
        let last = candidates.removeLast()
        for digits in candidates.prefix(2) {
            do {
                return try await attempt(request, to: digits, on: loop)
            } catch .unreachable {
                names.failed(host, digits)
            }
        }
        return try await attempt(request, to: last, on: loop)
    }

    private func attempt(
        _ request: ClientRequest,
        to digits: String?,
        on loop: EventLoop
    ) async throws(ClientFailure) -> ClientResponse {
        let key = Route.Key(address: request.address, digits: digits, isSecure: request.tls)
        var outcome = await exchange(request, key, fresh: false, on: loop)
        if case .stale(let sent) = outcome, !sent || (request.repeatable && request.isWhole) {
            outcome = await exchange(request, key, fresh: true, on: loop)
        }
        switch outcome {
        case .answer(let response): return response
        case .failure(let failure): throw failure
        case .stale: throw .disconnected
        }
    }

    private func exchange(
        _ request: ClientRequest,
        _ key: Route.Key,
        fresh: Bool,
        on loop: EventLoop
    ) async -> Transfer.Outcome {
        guard let transfer = loopClient(of: loop).take(key) else {
            return .failure(.unreachable(.ourLimit))
        }
        let serial = transfer.serial
        return await withTaskCancellationHandler {
            await unsafe withUnsafeContinuation { continuation in
                unsafe transfer.begin(request, fresh: fresh, continuation)
            }
        } onCancel: {
            loop.execute { transfer.abandon(serial, .cancelled) }
        }
    }
}

extension ClientRequest {
    /// It will not be sent, or not to its end.
    fileprivate func dropBody() {
        if case .stream(_, let source) = body { source.cancel() }
    }

    /// Whether the body can be sent a second time.
    var isWhole: Bool {
        if case .stream = body { return false }
        return true
    }
}
