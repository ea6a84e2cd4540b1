import HTTP
import Loops

extension Connection {
    /// Reads once and obeys the protocol.
    func readInput() {
        let result = unsafe transport.read(into: share.scratch)
        if transport.owes { waitForRoom() }
        switch result {
        case .octets(let count): take(count)
        case .lastOctets(let count):
            take(count)
            endInput()
        case .ended: endInput()
        case .wouldBlock: return
        case .failed: return close()
        }
        guard phase == .open else { return }
        if input.isFull { setInterest(.read, false) }
        if !isAnswering || body != nil { pump() }
    }

    private func take(_ count: Int) {
        share.counters.addRead(count)
        guard phase != .lingering else { return }
        unsafe input.append(UnsafeRawBufferPointer(rebasing: share.scratch[..<count]))
    }

    private func endInput() {
        guard phase != .lingering else { return close() }
        isInputEnded = true
        setInterest(.read, false)
    }

    /// Obeys the protocol until it wants octets or a request has to be answered first.
    func pump() {
        while phase == .open, request == nil, body?.isFull != true {
            let now = share.now
            let order = input.consume { octets in
                let step = state.advance(octets, now: now)
                if case .refuse = step.order { refusedTarget = RequestLine.target(octets) }
                return (step.consumed, step.order)
            }
            guard obey(order) else { return }
        }
    }

    /// Does what the protocol orders; false when it is not to be asked again for now.
    func obey(_ order: consuming ConnectionState.Order) -> Bool {
        switch consume order {
        case .read: return wantInput()
        case .hold: return false
        case .sendContinue:
            output.append { $0.append(contentsOf: "\(ConnectionState.continueLine)".utf8) }
            flush()
        case .start(let request): begin(request)
        case .startStreaming(var request, let length):
            let source = RequestBody(self)
            body = source
            request.body = .stream(length: length, source)
            begin(request)
        case .body(let piece): body?.give(piece)
        case .bodyEnd: endBody(nil)
        case .bodyFailed(let failure): endBody(failure)
        case .refuse(let status): refuse(status)
        case .close: if output.isEmpty, !transport.owes { close() } else { finish() }
        }
        return true
    }

    /// The protocol needs octets: reads on, or tells it that there will be none.
    private func wantInput() -> Bool {
        guard isInputEnded else {
            setInterest(.read, true)
            return false
        }
        let order = state.peerClosed()
        if case .read = order { return false }
        return obey(order)
    }

    private func begin(_ request: consuming Request) {
        self.request = consume request
        isAnswering = true
        lastUse = share.now
        share.counters.addRequest()
        if task == nil {
            task = share.loop.start { [self] in await serve() }
        } else {
            wake()
        }
    }

    private func endBody(_ failure: BodyFailure?) {
        body?.end(failure)
        body = nil
    }

    /// So much of the body waits for the handler that nothing more is taken in.
    func pauseBody() {
        state.bodyPaused(now: share.now)
    }

    /// The handler has read enough of it.
    func resumeBody() {
        state.bodyResumed(now: share.now)
        pump()
    }

    /// The handler asks for the body for the first time.
    func beginBody() {
        guard body != nil, let order = state.bodyWanted() else { return }
        _ = obey(order)
    }

    /// The answer is due: what is left of the request's body goes to nobody. The protocol reads
    /// past it when that is cheap, or closes.
    func dropBody() {
        body?.cancel()
        endBody(.disconnected)
    }
}
