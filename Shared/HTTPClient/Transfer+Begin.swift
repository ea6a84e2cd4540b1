import Basics
import CCurl
import HTTP
import Loops

extension Transfer {
    /// How libcurl is told what kind of request it is.
    enum Shape {
        case none, head, bytes, stream
    }

    /// What is set on the handle now, so that only what differs is set again.
    struct Settings {
        var shape = Shape.none
        var method: Method?
        var connectMilliseconds = 0
        var totalMilliseconds = 0
        var isFresh = false
        /// The lines set are those that silence libcurl's own.
        var isSilent = false
    }

    /// Sets the handle up and hands it to libcurl, which starts at once.
    func begin(
        _ request: ClientRequest,
        fresh: Bool,
        _ continuation: UnsafeContinuation<Outcome, Never>
    ) {
        self.request = request
        unsafe self.continuation = continuation
        phase = .waiting
        guard let easy = unsafe easy, unsafe set(up: easy, request, fresh: fresh) else {
            return end(.failure(.unreachable(.other)))
        }
        movedAt = client.loop.now
        client.start(self)
        if settings.totalMilliseconds == 0 { watchForStall() }
    }

    private func set(
        up easy: UnsafeMutableRawPointer,
        _ request: ClientRequest,
        fresh: Bool
    ) -> Bool {
        let shape = Self.shape(of: request)
        unsafe set(easy, shape)
        unsafe set(easy, request.method, shape)
        unsafe set(easy, body: request.body, shape)
        unsafe setTimes(easy, request, shape)
        if fresh != settings.isFresh {
            unsafe kumquat_easy_set_long(easy, CURLOPT_FRESH_CONNECT, fresh ? 1 : 0)
            settings.isFresh = fresh
        }
        return request.isInternal && WholeHead.isTaken
            ? unsafe setWholeHead(easy, request) : unsafe setLines(easy, request, shape)
    }

    private func setLines(
        _ easy: UnsafeMutableRawPointer,
        _ request: ClientRequest,
        _ shape: Shape
    ) -> Bool {
        let list = unsafe lines.write(request.headers, host: route.host, shape)
        unsafe kumquat_easy_set_list(easy, CURLOPT_HTTPHEADER, list)
        settings.isSilent = false
        return unsafe kumquat_easy_set_string(easy, CURLOPT_REQUEST_TARGET, request.target)
            == CURLE_OK
    }

    private func setWholeHead(_ easy: UnsafeMutableRawPointer, _ request: ClientRequest) -> Bool {
        if !settings.isSilent {
            unsafe kumquat_easy_set_list(easy, CURLOPT_HTTPHEADER, WholeHead.silence)
            settings.isSilent = true
        }
        return unsafe WholeHead.text(of: request, host: route.host).withUnsafeBytes { text in
            let start = unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe kumquat_easy_set_string(easy, CURLOPT_REQUEST_TARGET, start) == CURLE_OK
        }
    }

    /// libcurl would wait for a body behind the answer to a HEAD that has one itself.
    private static func shape(of request: ClientRequest) -> Shape {
        guard request.method != .head else { return .head }
        switch request.body {
        case .stream: return .stream
        case .bytes: return .bytes
        case .empty:
            switch request.method {
            case .post, .put, .patch: return .bytes
            default: return .none
            }
        }
    }

    private func set(_ easy: UnsafeMutableRawPointer, _ shape: Shape) {
        guard shape != settings.shape else { return }
        settings.shape = shape
        // Octets of a body that should not follow this head would be taken for the next answer.
        unsafe kumquat_easy_set_long(easy, CURLOPT_FORBID_REUSE, shape == .head ? 1 : 0)
        // GET first: it takes back what the other three have set.
        unsafe kumquat_easy_set_long(easy, CURLOPT_HTTPGET, 1)
        switch shape {
        case .none: break
        case .head: unsafe kumquat_easy_set_long(easy, CURLOPT_NOBODY, 1)
        case .bytes: unsafe kumquat_easy_set_long(easy, CURLOPT_POST, 1)
        case .stream: unsafe kumquat_easy_set_long(easy, CURLOPT_UPLOAD, 1)
        }
    }

    private func set(_ easy: UnsafeMutableRawPointer, _ method: Method, _ shape: Shape) {
        guard settings.method != method else { return }
        settings.method = method
        let name = shape == .head ? nil : method.description
        unsafe kumquat_easy_set_string(easy, CURLOPT_CUSTOMREQUEST, name)
    }

    private func set(_ easy: UnsafeMutableRawPointer, body: Body, _ shape: Shape) {
        if case .stream(let length, let source) = body {
            guard shape == .stream else { return source.cancel() }
            upload.source = source
            upload.remaining = length
            unsafe kumquat_easy_set_size(easy, CURLOPT_INFILESIZE_LARGE, length ?? -1)
        } else if shape == .bytes {
            var octets: Bytes = []
            if case .bytes(let bytes) = body { octets = bytes }
            keep(octets)
            unsafe kumquat_easy_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, octets.count)
            unsafe kumquat_easy_set_body(easy, outbox.baseAddress)
        }
    }

    /// Copies the body to where it stays while libcurl sends it.
    private func keep(_ octets: Bytes) {
        if unsafe octets.count > outbox.count {
            unsafe outbox.deallocate()
            unsafe outbox = .allocate(byteCount: octets.count, alignment: 1)
        }
        unsafe octets.withUnsafeBytes { unsafe outbox.copyMemory(from: $0) }
    }

    private func setTimes(
        _ easy: UnsafeMutableRawPointer,
        _ request: ClientRequest,
        _ shape: Shape
    ) {
        let isUnbound = shape == .stream && request.stallMilliseconds != nil
        let total = isUnbound ? 0 : max(request.totalMilliseconds, 1)
        unsafe setTotal(easy, total)
        let connect = max(request.connectMilliseconds, 1)
        if connect != settings.connectMilliseconds {
            unsafe kumquat_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, connect)
            settings.connectMilliseconds = connect
        }
    }

    func setTotal(_ easy: UnsafeMutableRawPointer, _ milliseconds: Int) {
        guard milliseconds != settings.totalMilliseconds else { return }
        unsafe kumquat_easy_set_long(easy, CURLOPT_TIMEOUT_MS, milliseconds)
        settings.totalMilliseconds = milliseconds
    }
}
