import Basics
import CCurl
import HTTP
import Loops

/// One request under way, and the easy handle that carries it; both are used again afterwards.
///
/// Unchecked: confined to one loop. libcurl calls it back on the loop's thread, inside `LoopClient`'s calls.
/// Callbacks only note what happened and move octets; whoever waits is resumed after the call, in
/// `settle`, so that nothing re-enters libcurl.
@safe
final class Transfer: @unchecked Sendable {
    enum Outcome {
        case answer(ClientResponse)
        case failure(ClientFailure)
        /// A kept connection had ended. `sent`: octets of the request may have arrived.
        case stale(sent: Bool)
    }

    enum Phase {
        case idle
        /// Until the answer is handed over.
        case waiting
        /// The answer is with the caller, its body is not complete.
        case streaming
        /// The body is complete or has failed; some of it is perhaps unread.
        case over
    }

    /// An idle handle keeps no more memory for heads than this.
    private static let keptHeadBytes = 4096

    unowned let client: LoopClient
    let route: Route
    private(set) var easy: UnsafeMutableRawPointer?
    let lines = HeaderLines()
    /// Counts the uses of this object: what belongs to an earlier one must not touch it.
    var serial: UInt64 = 0
    var phase = Phase.idle
    var request: ClientRequest?
    var continuation: UnsafeContinuation<Outcome, Never>?
    /// Its place among the loop client's active ones, or -1.
    var place = -1
    /// Whether `LoopClient` will look at it after the present call into libcurl.
    var isTouched = false
    /// What made a callback refuse to go on.
    var problem: Outcome?

    // Sending
    var sends = 0
    var upload = Upload()
    var settings = Settings()
    var outbox: UnsafeMutableRawBufferPointer

    // Receiving
    var head: Bytes = []
    var headBytes = 0
    var answer: AnswerHead?
    var inbox: Bytes = []
    var receivedBytes = 0
    var isReceivingPaused = false
    var failure: BodyFailure?
    var reader: UnsafeContinuation<Void, Never>?
    var movedAt: UInt64 = 0
    var stallTimer: LoopTimer?

    init?(client: LoopClient, route: Route) {
        self.client = client
        self.route = route
        unsafe outbox = .allocate(byteCount: 4096, alignment: 1)
        unsafe easy = nil
        if let place = route.connectTo { unsafe connectTo = curl_slist_append(nil, place) }
        guard makeHandle() else { return nil }
    }

    private func makeHandle() -> Bool {
        unsafe easy = HandleOptions.make(
            transfer: Unmanaged.passUnretained(self).toOpaque(),
            sockets: Unmanaged.passUnretained(client.sockets).toOpaque(),
            idleSeconds: client.limits.idleSeconds
        )
        settings = Settings()
        guard let easy = unsafe easy, let url = unsafe route.url else { return false }
        // The parsed one counts; without the other libcurl would write it out for a new handle.
        unsafe kumquat_easy_set_pointer(easy, CURLOPT_CURLU, UnsafeMutableRawPointer(url))
        unsafe kumquat_easy_set_string(easy, CURLOPT_URL, route.origin)
        unsafe kumquat_easy_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, route.unixPath)
        unsafe kumquat_easy_set_list(easy, CURLOPT_CONNECT_TO, connectTo)
        return true
    }

    private var connectTo: UnsafeMutablePointer<curl_slist>?

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(connectTo)
        unsafe outbox.deallocate()
    }

    static func from(_ data: UnsafeMutableRawPointer?) -> Transfer? {
        guard let data = unsafe data else { return nil }
        return unsafe Unmanaged<Transfer>.fromOpaque(data).takeUnretainedValue()
    }

    /// Ready for the next request.
    func reset() {
        serial &+= 1
        if !HandleOptions.isReusable {
            unsafe curl_easy_cleanup(easy)
            _ = makeHandle()
        }
        phase = .idle
        request = nil
        problem = nil
        sends = 0
        upload = Upload()
        head.removeAll(keepingCapacity: head.capacity <= Self.keptHeadBytes)
        headBytes = 0
        answer = nil
        inbox = []
        receivedBytes = 0
        isReceivingPaused = false
        failure = nil
        if let stallTimer { client.loop.cancel(stallTimer) }
        stallTimer = nil
    }
}
