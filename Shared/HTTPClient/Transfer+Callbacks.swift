import Basics
import CCurl
import HTTP
import Loops

/// What libcurl calls. Nothing here calls libcurl back but to ask for a number.
extension Transfer {
    /// Asked before the request is sent. A second time means that libcurl would repeat it by
    /// itself on another connection: repeating is ours alone to decide.
    func maySend() -> Bool {
        guard let easy = unsafe easy else { return false }
        sends += 1
        guard sends > 1 else { return true }
        problem = .stale(sent: unsafe kumquat_easy_long(easy, CURLINFO_REQUEST_SIZE) > 0)
        return false
    }

    /// One line of the head, or of trailers, which nobody gets to see.
    func receivedHead(_ line: UnsafeRawBufferPointer) -> Int {
        let client = client
        client.touch(self)
        headBytes += line.count
        guard headBytes <= client.limits.headBytes else { return refuse(.brokenAnswer) }
        guard answer == nil else { return line.count }
        unsafe head.append(contentsOf: line)
        guard line.count <= 2, let first = unsafe line.first, first == 0x0D || first == 0x0A else {
            return line.count
        }
        return finishHead() ? line.count : 0
    }

    private func finishHead() -> Bool {
        let limits = client.limits
        let parsed = AnswerHead(
            head,
            maximumFields: limits.headerFields,
            answersHead: request?.method == .head
        )
        guard let parsed, parsed.status != 101 else { return refuse(.brokenAnswer) > 0 }
        head.removeAll(keepingCapacity: true)
        guard !parsed.isInterim else { return true }
        if case .untilClose = parsed.framing, request?.acceptsUnframedBody == false {
            return refuse(.brokenAnswer) > 0
        }
        if case .length(let length) = parsed.framing {
            guard length <= request?.maximumResponseBytes ?? .max else {
                return refuse(.tooLarge) > 0
            }
            inbox.reserveCapacity(min(length, limits.collectedBytes))
        }
        answer = parsed
        return true
    }

    /// A part of the body. With enough lying ready the server has to wait.
    func receivedBody(_ part: UnsafeRawBufferPointer) -> Int {
        let client = client
        client.touch(self)
        guard answer != nil else { return refuse(.brokenAnswer) }
        guard inbox.isEmpty || inbox.count + part.count <= client.limits.bufferedBytes else {
            isReceivingPaused = true
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        receivedBytes += part.count
        guard receivedBytes <= request?.maximumResponseBytes ?? .max else {
            return refuse(.tooLarge)
        }
        unsafe inbox.append(contentsOf: part)
        movedAt = client.loop.now
        return part.count
    }

    /// Asked for more of a streamed body.
    func giveBody(_ room: UnsafeMutableRawBufferPointer) -> Int {
        upload.hasBegun = true
        guard upload.isEmpty else {
            movedAt = client.loop.now
            return unsafe upload.give(room)
        }
        if upload.isEnded { return 0 }
        upload.isPaused = true
        client.touch(self)
        return Int(CURL_READFUNC_PAUSE)
    }

    /// Notes why and makes libcurl stop: it takes 0 for a failed write.
    private func refuse(_ failure: ClientFailure) -> Int {
        problem = .failure(failure)
        return 0
    }
}
