import Basics
import HTTP
import Loops

extension Connection {
    /// The connection's task: one request after the other until there will be no more.
    func serve() async {
        while let request = await nextRequest() {
            if request.target.isAsterisk {
                answer(Self.options)
                continue
            }
            let response = await share.handler(consume request)
            if case .stream(_, let source) = response.body {
                await answer(response, from: source)
            } else {
                answer(response)
            }
        }
        task = nil
    }

    /// To `OPTIONS *`, which asks about the server itself (RFC 9110, 9.3.7).
    private static let options = Response(
        .noContent,
        headers: HeaderFields([("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")])
    )

    /// Answers of requests that came in one packet leave in one packet, and all that are made in one
    /// turn of the loop leave together at its end, unless there is much of one: each write wakes its
    /// reader, who would compete with us for the processor.
    private func nextRequest() async -> Request? {
        while true {
            if output.isFull { flush() }
            if phase == .open, !output.isFull {
                // With nothing at hand the protocol could only order to read.
                if input.isEmpty, !isInputEnded { setInterest(.read, true) } else { pump() }
                if let request = request.take() {
                    flushLater()
                    return request
                }
                flushLater()
            }
            guard phase == .open else { return nil }
            await pause()
        }
    }

    private func pause() async {
        waitsForRoom = output.isFull
        unsafe await withUnsafeContinuation { unsafe waiter = $0 }
    }

    private func flushLater() {
        guard !output.isEmpty, !isFlushQueued else { return }
        isFlushQueued = true
        share.flushAtEndOfTurn(self)
    }

    /// Queues a whole answer.
    private func answer(_ response: Response) {
        guard phase == .open else { return }
        let head = appendHead(of: response)
        if case .bytes(let bytes) = response.body, head.hasBody { output.append(bytes) }
        end(keepAlive: head.keepAlive)
    }

    /// Pulls an answer's body as fast as the peer takes it. When it fails, or is not as long as
    /// promised, the connection is cut: a short answer must not pass for a complete one.
    private func answer(_ response: Response, from source: any BodySource) async {
        guard phase == .open else { return source.cancel() }
        let head = appendHead(of: response)
        guard head.hasBody else {
            source.cancel()
            return end(keepAlive: head.keepAlive)
        }
        answerBody = source
        let isWhole = await write(source, head.framing)
        answerBody = nil
        if isWhole {
            end(keepAlive: head.keepAlive)
        } else {
            source.cancel()
            close(cutting: true)
        }
    }

    private func write(_ source: any BodySource, _ framing: ResponseHead.Framing) async -> Bool {
        var left: Int? = if case .length(let length) = framing { length } else { nil }
        var isChunked = false
        if case .chunked = framing { isChunked = true }
        // The head leaves with the first piece, or in the next turn; not at all when the source
        // fails at once.
        flushLater()
        do {
            while let piece = try await source.next() {
                guard phase == .open else { return false }
                if let remaining = left {
                    guard piece.count <= remaining else { return false }
                    left = remaining - piece.count
                }
                if isChunked {
                    output.append { ChunkedEncoding.append(piece, to: &$0) }
                } else {
                    output.append(piece)
                }
                flush()
                while output.isFull, phase == .open { await pause() }
            }
        } catch {
            return false
        }
        if isChunked { output.append { ChunkedEncoding.end(&$0) } }
        return phase == .open && left ?? 0 == 0
    }

    /// What the head of an answer decides about what follows.
    private struct Head {
        let framing: ResponseHead.Framing
        let keepAlive: Bool
        let hasBody: Bool
    }

    private func appendHead(of response: Response) -> Head {
        dropBody()
        // Who sends too much once is not waited for again.
        let terms = state.answerBegins(
            closes: response.closes || response.status == .contentTooLarge
        )
        let framing = ResponseHead.framing(
            for: response.status,
            bodyLength: response.body.length,
            minorVersion: terms.minorVersion
        )
        var keepAlive = terms.keepAlive
        var hasBody = !terms.omitsBody
        switch framing {
        case .none: hasBody = false
        case .untilClose: keepAlive = false
        case .length, .chunked: break
        }
        let date = share.loop.dateHeader
        output.append { octets in
            ResponseHead.serialize(
                response.status,
                response.headers,
                framing: framing,
                keepAlive: keepAlive,
                minorVersion: terms.minorVersion,
                date: date,
                into: &octets
            )
        }
        return Head(framing: framing, keepAlive: keepAlive, hasBody: hasBody)
    }

    /// The answer is queued completely.
    private func end(keepAlive: Bool) {
        guard phase == .open else { return }
        isAnswering = false
        lastUse = share.now
        if !state.answered(now: share.now) || !keepAlive { finish() }
    }

    /// Nothing more will be answered: writes what is left, then lingers.
    func finish() {
        phase = .finishing
        setInterest(.read, false)
        flush()
    }

    /// The server's own answer to what cannot be a request, and the end.
    func refuse(_ status: Status) {
        guard phase == .open else { return }
        share.counters.addRejected()
        let target = state.refusedTarget ?? refusedTarget ?? input.lend(RequestLine.target)
        var response = share.configuration.errorResponse(status, target)
        response.closes = true
        answer(response)
    }
}
