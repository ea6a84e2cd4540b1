extension ConnectionState {
    /// The body's source was pulled for the first time: `sendContinue` when the client waits for
    /// that, else nil.
    public mutating func bodyWanted() -> Order? {
        guard owesContinue else { return nil }
        owesContinue = false
        return .sendContinue
    }

    /// The source is full; from now on the peer's rate does not count.
    public mutating func bodyPaused(now: Int) { transferRate.pauses(now: now) }

    /// The source takes octets again.
    public mutating func bodyResumed(now: Int) { transferRate.resumes(now: now) }

    /// To be called just before the head of an answer, also of a refusal, is written. `closes`: the
    /// answer itself asks for the end.
    public mutating func answerBegins(closes: Bool) -> AnswerTerms {
        keepsAlive = peerKeepsAlive && !closes && !isDraining && !hasBodyFailed && bodyIsCheap
        return AnswerTerms(
            keepAlive: keepsAlive,
            minorVersion: minorVersion,
            omitsBody: parser.isHead
        )
    }

    /// The answer stands in the output buffer. True: call `advance` for what has been kept back.
    /// False: close, lingering, once it is flushed.
    public mutating func answered(now: Int) -> Bool {
        guard keepsAlive else {
            phase = .over
            return false
        }
        keepsAlive = false
        if phase == .body(.streaming) {
            collected = []
            phase = .body(.discarding)
            transferRate.resumes(now: now)
        } else {
            nextRequest(now: now)
        }
        return true
    }

    /// The peer has sent all it will. Requests that are there already are answered.
    public mutating func peerClosed() -> Order {
        hasInputEnded = true
        switch phase {
        case .answering, .over: return .hold
        case .head, .body: return starved()
        }
    }

    /// From now on every answer is the last.
    public mutating func drain() { isDraining = true }

    /// Whether the connection is between requests, so that it may be closed at any time.
    public var isIdle: Bool { phase == .head && !parser.hasBegun }

    /// When ``expired(now:)`` is to be called, unless this has moved by then; nil: no timer runs.
    public var deadline: Int? {
        switch phase {
        case .head: transferRate.headDeadline(limits)
        case .body: transferRate.bodyDeadline(limits)
        case .answering, .over: nil
        }
    }

    /// The deadline is over: `close`, `refuse` with 408, or `bodyFailed`; `read` when it is not.
    public mutating func expired(now: Int) -> Order {
        guard let deadline, now >= deadline else { return .read }
        switch phase {
        case .body(let use): return bodyFails(.timedOut, use)
        case .head where parser.hasBegun: return refuse(.requestTimeout)
        case .head, .answering, .over:
            phase = .over
            return .close
        }
    }

    /// Whether what is left of the body may be read and dropped for the sake of the connection.
    private var bodyIsCheap: Bool {
        guard phase == .body(.streaming) else { return true }
        guard let remaining = body.remaining, !owesContinue else { return false }
        return remaining <= limits.collectedBytes
    }
}
