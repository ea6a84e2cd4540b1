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

    /// Sends to one of the replicas; while none of it was sent, to the next. What may have been
    /// carried out goes to another one once, and only if it is `repeatable`.
    public func send(
        _ request: consuming ClientRequest,
        to upstream: Upstream
    ) async throws(ClientFailure) -> ClientResponse {
        if let address = upstream.onlyAddress {
            request.address = address
            return try await send(request)
        }
        var tried: [Address] = []
        var failure = ClientFailure.unreachable(.other)
        while failure.allowsAnother(request, after: tried.count),
            let address = upstream.take(except: tried)
        {
            request.address = address
            tried.append(address)
            do throws(ClientFailure) {
                let response = try await exchange(request)
                upstream.end(address, .answered)
                return response
            } catch {
                upstream.end(address, error.isThePeers ? .silent : .unclear)
                failure = error
            }
        }
        request.dropBody()
        throw failure
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
        guard SocketAddress(numericHost: host, port: port) == nil else {
            return try await attempt(request, to: host, on: loop)
        }
        return try await send(request, toName: host, port, on: loop)
    }

    /// A name may have several addresses: as with the replicas of a peer.
    private func send(
        _ request: ClientRequest,
        toName host: String,
        _ port: Int,
        on loop: EventLoop
    ) async throws(ClientFailure) -> ClientResponse {
        var tried: [String] = []
        var failure = ClientFailure.unreachable(.nameUnknown)
        while failure.allowsAnother(request, after: tried.count),
            let digits = try await names.take(host, port, except: tried)
        {
            tried.append(digits)
            do throws(ClientFailure) {
                let response = try await attempt(request, to: digits, on: loop)
                names.end(host, digits, .answered)
                return response
            } catch {
                names.end(host, digits, error.isThePeers ? .silent : .unclear)
                failure = error
            }
        }
        throw failure
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

extension ClientFailure {
    private static let mostReplicasTried = 3

    /// Whether the request may go to one more replica, this being what became of the last of so many.
    fileprivate func allowsAnother(_ request: ClientRequest, after tried: Int) -> Bool {
        guard tried > 0 else { return true }
        switch self {
        case .unreachable(let obstacle):
            return obstacle != .ourLimit
                && tried < Self.mostReplicasTried
        case .disconnected, .brokenAnswer:
            return tried == 1 && request.repeatable && request.isWhole
        // There is no time left, or it is nobody's fault but ours.
        case .timedOut, .tooLarge, .cancelled, .malformedRequest, .body: return false
        }
    }

    /// Whether the peer is to blame.
    fileprivate var isThePeers: Bool {
        switch self {
        case .unreachable(let obstacle): obstacle != .ourLimit
        case .timedOut, .brokenAnswer, .disconnected: true
        case .tooLarge, .cancelled, .malformedRequest, .body: false
        }
    }
}
