import Basics
import CCurl
import HTTP
import Loops

/// Bodies that are not at hand: pieces in, pieces out, and the time that one may take.
extension Transfer {
    /// Fetches the next piece of the request's body in a task of its own.
    func pull() {
        guard let source = upload.source else { return }
        upload.isPulling = true
        let serial = serial
        client.loop.start { [self] in
            do throws(BodyFailure) {
                let piece = try await source.next()
                feed(piece, serial)
            } catch {
                failBody(error, serial)
            }
        }
    }

    private func feed(_ piece: Bytes?, _ serial: UInt64) {
        guard self.serial == serial, phase == .waiting || phase == .streaming else { return }
        upload.isPulling = false
        guard upload.feed(piece) else { return failBody(.malformed, serial) }
        upload.isPaused = false
        movedAt = client.loop.now
        resume()
    }

    private func failBody(_ failure: BodyFailure, _ serial: UInt64) {
        guard self.serial == serial else { return }
        upload.isEnded = true
        abandon(serial, .body(failure))
    }

    /// What has arrived and was not yet read; makes room for more.
    func takeInbox() -> Bytes {
        let octets = inbox
        inbox = []
        if isReceivingPaused, phase == .streaming {
            isReceivingPaused = false
            movedAt = client.loop.now
            resume()
        }
        return octets
    }

    /// Tells libcurl which directions go on. Not from inside a callback.
    private func resume() {
        guard let easy = unsafe easy else { return }
        var mask = CURLPAUSE_CONT
        if isReceivingPaused { mask |= CURLPAUSE_RECV }
        if upload.isPaused { mask |= CURLPAUSE_SEND }
        unsafe curl_easy_pause(easy, mask)
        client.settle()
    }

    /// Ends the transfer when nothing moves for too long although it is the server's turn.
    func watchForStall() {
        guard stallTimer == nil, let limit = request?.stallMilliseconds else { return }
        let serial = serial
        stallTimer = client.loop.schedule(afterMilliseconds: limit) { [self] in
            guard self.serial == serial else { return }
            stallTimer = nil
            checkForStall(UInt64(max(limit, 1)) * 1_000_000)
        }
    }

    private func checkForStall(_ limit: UInt64) {
        guard phase == .waiting || phase == .streaming else { return }
        let now = client.loop.now
        if isReceivingPaused || upload.isPaused { movedAt = now }
        guard now >= movedAt, now - movedAt >= limit else {
            return watchForStall()
        }
        abandon(serial, .timedOut)
    }
}
