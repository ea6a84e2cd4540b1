extension ConnectionState {
    mutating func readBody(
        _ input: Span<UInt8>,
        _ position: inout Int,
        _ use: BodyUse,
        now: Int
    ) -> Order? {
        if use == .streaming, !collected.isEmpty { return .body(takeCollected()) }
        // One piece is bounded, so that a source with one piece in it is, too.
        let end = min(input.count, position + limits.collectedBytes)
        switch body.next(input.extracting(0..<end), &position) {
        case .needMore: return position < input.count ? nil : starved()
        case .piece(let range): return take(input.extracting(range), use)
        case .end: return bodyEnds(use, now: now)
        case .failed(let failure): return bodyFails(failure, use)
        }
    }

    private mutating func take(_ piece: Span<UInt8>, _ use: BodyUse) -> Order? {
        owesContinue = false
        switch use {
        case .discarding: return nil
        case .streaming: return .body(Array(copying: piece))
        case .collecting:
            if collected.isEmpty {
                collected = Array(copying: piece)
            } else {
                unsafe piece.withUnsafeBufferPointer { unsafe collected.append(contentsOf: $0) }
            }
            guard collected.count > limits.collectedBytes, let head else { return nil }
            self.head = nil
            phase = .body(.streaming)
            return .startStreaming(request(head, .empty), length: nil)
        }
    }

    private mutating func bodyEnds(_ use: BodyUse, now: Int) -> Order? {
        switch use {
        case .discarding:
            nextRequest(now: now)
            return nil
        case .streaming:
            phase = .answering
            return .bodyEnd
        case .collecting:
            phase = .answering
            guard let head else { return .close }
            self.head = nil
            let octets = takeCollected()
            return .start(request(head, octets.isEmpty ? .empty : .bytes(octets)))
        }
    }

    mutating func bodyFails(_ failure: BodyFailure, _ use: BodyUse) -> Order {
        switch use {
        case .discarding:
            phase = .over
            return .close
        case .streaming:
            hasBodyFailed = true
            collected = []
            phase = .answering
            return .bodyFailed(failure)
        case .collecting:
            collected = []
            switch failure {
            case .tooLarge: return refuse(.contentTooLarge)
            case .timedOut: return refuse(.requestTimeout)
            case .malformed, .disconnected, .upstream: return refuse(.badRequest)
            }
        }
    }

    /// Nothing more can be said with the octets there are.
    mutating func starved() -> Order {
        guard hasInputEnded else { return .read }
        if phase == .body(.streaming) { return bodyFails(.disconnected, .streaming) }
        phase = .over
        return .close
    }

    private mutating func takeCollected() -> [UInt8] {
        let octets = collected
        collected = []
        return octets
    }
}
