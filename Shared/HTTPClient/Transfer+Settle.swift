import Basics
import CCurl
import Glibc
import HTTP
import Loops

/// What follows from the callbacks, outside of libcurl.
extension Transfer {
    /// After a call into libcurl in which this transfer moved and did not end.
    func settle() {
        if upload.isPaused, !upload.isPulling { pull() }
        guard let answer else { return }
        switch phase {
        case .waiting where !isWorthWaiting(answer): handOver(answer)
        case .streaming where !inbox.isEmpty: wakeReader()
        default: break
        }
    }

    /// libcurl has ended the transfer; the handle is out of its hands.
    func ended(_ result: CURLcode) {
        switch phase {
        case .waiting: end(outcome(of: result))
        case .streaming:
            phase = .over
            if result != CURLE_OK { failure = bodyFailure(of: result) }
            release()
            wakeReader()
        case .idle, .over: break
        }
    }

    /// Ends the transfer from our side, unless it is another one by now.
    func abandon(_ serial: UInt64, _ failure: ClientFailure) {
        guard self.serial == serial else { return }
        switch phase {
        case .waiting:
            client.remove(self)
            end(.failure(failure))
        case .streaming:
            client.remove(self)
            phase = .over
            self.failure = failure == .timedOut ? .timedOut : .disconnected
            release()
            wakeReader()
        case .idle, .over: break
        }
    }

    /// Hands the outcome to the caller; the handle is free for the next request. Of a body that was
    /// not asked for yet another attempt may be made.
    func end(_ outcome: Outcome) {
        switch outcome {
        case .stale, .failure(.unreachable): if !upload.hasBegun { upload.source = nil }
        case .answer, .failure: break
        }
        let waiter = unsafe continuation
        unsafe continuation = nil
        release()
        client.recycle(self)
        unsafe waiter?.resume(returning: outcome)
    }

    func wakeReader() {
        let waiter = unsafe reader
        unsafe reader = nil
        unsafe waiter?.resume()
    }

    /// A small body of known length comes in one piece; all others are streamed.
    private func isWorthWaiting(_ answer: AnswerHead) -> Bool {
        if case .length(let length) = answer.framing {
            return length <= client.limits.collectedBytes
        }
        return answer.framing == .none
    }

    private func handOver(_ answer: AnswerHead) {
        phase = .streaming
        var length: Int?
        if case .length(let announced) = answer.framing { length = announced }
        if request?.stallMilliseconds != nil, let easy = unsafe easy {
            unsafe setTotal(easy, 0)
            watchForStall()
        }
        let source = AnswerBody(self, serial: serial, loop: client.loop)
        let body = Body.stream(length: length, source)
        let waiter = unsafe continuation
        unsafe continuation = nil
        unsafe waiter?.resume(
            returning: .answer(
                ClientResponse(status: answer.status, headers: answer.headers, body: body)
            )
        )
    }

    /// Lets go of the request's own body and its timer.
    private func release() {
        if let source = upload.source, !upload.isEnded { source.cancel() }
        upload.source = nil
        request = nil
        if let stallTimer { client.loop.cancel(stallTimer) }
        stallTimer = nil
    }

    private func outcome(of result: CURLcode) -> Outcome {
        if let problem { return problem }
        guard result == CURLE_OK, let answer else { return outcome(ofFailed: result) }
        let body: Body = inbox.isEmpty ? .empty : .bytes(inbox)
        inbox = []
        return .answer(ClientResponse(status: answer.status, headers: answer.headers, body: body))
    }

    private func outcome(ofFailed result: CURLcode) -> Outcome {
        guard let easy = unsafe easy else { return .failure(.unreachable(.other)) }
        let isSent = unsafe kumquat_easy_long(easy, CURLINFO_REQUEST_SIZE) > 0
        if result == CURLE_SEND_FAIL_REWIND { return .stale(sent: isSent) }
        if result == CURLE_OPERATION_TIMEDOUT, isSent { return .failure(.timedOut) }
        let obstacle = unsafe Obstacle(
            result,
            errno: Int32(truncatingIfNeeded: kumquat_easy_long(easy, CURLINFO_OS_ERRNO))
        )
        if let obstacle { return .failure(.unreachable(obstacle)) }
        guard isSent else { return .failure(.unreachable(.other)) }
        return .failure(headBytes > 0 || answer != nil ? .brokenAnswer : unanswered(result))
    }

    /// Not an octet of a head came: the connection ended, or what came was no HTTP/1.
    private func unanswered(_ result: CURLcode) -> ClientFailure {
        switch result {
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
            .disconnected
        default: .brokenAnswer
        }
    }

    private func bodyFailure(of result: CURLcode) -> BodyFailure {
        if case .failure(.tooLarge) = problem { return .tooLarge }
        return result == CURLE_OPERATION_TIMEDOUT ? .timedOut : .upstream
    }
}

extension Obstacle {
    /// What a result of libcurl's says of the connection; nil where there was one.
    fileprivate init?(_ result: CURLcode, errno: Int32) {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST: self = .nameUnknown
        case CURLE_OPERATION_TIMEDOUT: self = .tooLate
        case CURLE_SSL_CONNECT_ERROR: self = .tls
        case CURLE_PEER_FAILED_VERIFICATION: self = .certificate
        case CURLE_COULDNT_CONNECT:
            switch errno {
            case ECONNREFUSED: self = .refused
            case ENOENT: self = .noSocket
            case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN: self = .noRoute
            case ETIMEDOUT: self = .tooLate
            default: self = .other
            }
        default: return nil
        }
    }
}
