import Basics
import CCurl
import Loops

/// libcurl's multi interface inside one event loop: the loop watches the sockets and the time,
/// libcurl is called when one of them has something for it.
///
/// Unchecked: confined to its loop's thread, except for being released.
@safe
final class LoopClient: @unchecked Sendable {
    unowned let loop: EventLoop
    let limits: ClientLimits
    let sockets: SocketTable
    private let multi: UnsafeMutableRawPointer?
    private var routes: [Route.Key: Route] = [:]
    private var active: [Transfer] = []
    private var touched: [Transfer] = []
    private var isSettling = false
    private var isStartQueued = false
    private var isSettlingQueued = false
    private var isClosed = false
    /// When libcurl wants to be called, in monotonic nanoseconds.
    private var due = UInt64.max
    private var timer: LoopTimer?
    private var timerDue = UInt64.max

    init(loop: EventLoop, limits: ClientLimits) {
        self.loop = loop
        self.limits = limits
        sockets = SocketTable(loop: loop)
        unsafe multi = HandleOptions.isReady ? curl_multi_init() : nil
        setUp()
    }

    deinit {
        guard let multi = unsafe multi else { return }
        unsafe kumquat_multi_on_timer(multi, nil)
        for transfer in active { unsafe curl_multi_remove_handle(multi, transfer.easy) }
        // Also without `close`: a client can have been used on a loop that is not of its group.
        forgetRoutes()
        unsafe curl_multi_cleanup(multi)
    }

    private func setUp() {
        guard let multi = unsafe multi else { return }
        unsafe kumquat_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limits.idleConnections)
        unsafe kumquat_multi_set_long(
            multi,
            CURLMOPT_MAX_TOTAL_CONNECTIONS,
            limits.connections
        )
        unsafe kumquat_multi_set_long(
            multi,
            CURLMOPT_MAX_HOST_CONNECTIONS,
            limits.connectionsPerServer
        )
        unsafe kumquat_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
        let table = unsafe Unmanaged.passUnretained(sockets).toOpaque()
        unsafe kumquat_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, table)
        unsafe kumquat_multi_on_socket(multi) { easy, socket, action, data, _ in
            unsafe SocketTable.from(data)?.changed(
                socket,
                action,
                isSecure: Transfer.from(kumquat_easy_private(easy))?.route.isSecure ?? false
            )
            return 0
        }
        let this = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe kumquat_multi_set_pointer(multi, CURLMOPT_TIMERDATA, this)
        unsafe kumquat_multi_on_timer(multi) { _, milliseconds, data in
            guard let data = unsafe data else { return 0 }
            let client = unsafe Unmanaged<LoopClient>.fromOpaque(data).takeUnretainedValue()
            client.wants(callAfter: milliseconds)
            return 0
        }
        sockets.whenReady = { [unowned self] socket, events in act(socket, events) }
    }

    // MARK: Transfers

    /// A handle for a request; nil when there are too many, or the client is closed.
    func take(_ key: Route.Key) -> Transfer? {
        guard !isClosed, active.count < limits.transfers else { return nil }
        let route = route(key)
        return route.idle.popLast() ?? Transfer(client: self, route: route)
    }

    private func route(_ key: Route.Key) -> Route {
        if let route = routes[key] { return route }
        if routes.count >= limits.routes { forgetRoutes() }
        let route = Route(key)
        routes[key] = route
        return route
    }

    func start(_ transfer: Transfer) {
        guard unsafe curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            return transfer.end(.failure(.unreachable(.other)))
        }
        transfer.place = active.count
        active.append(transfer)
        guard !isStartQueued else { return }
        isStartQueued = true
        // All that begin in one turn begin together.
        loop.atEndOfTurn { [weak self] in self?.startQueued() }
    }

    private func startQueued() {
        isStartQueued = false
        settle()
    }

    /// Takes a transfer out of libcurl's hands; an unfinished one loses its connection.
    func remove(_ transfer: Transfer) {
        let place = transfer.place
        guard place >= 0 else { return }
        unsafe curl_multi_remove_handle(multi, transfer.easy)
        transfer.place = -1
        let last = active.removeLast()
        if last !== transfer {
            active[place] = last
            last.place = place
        }
        armTimer()
    }

    /// The handle is free for the next request to the same server.
    func recycle(_ transfer: Transfer) {
        transfer.reset()
        let route = transfer.route
        guard !route.isForgotten, route.idle.count < limits.idleHandles else { return }
        route.idle.append(transfer)
    }

    /// Looks at the transfer when the present call into libcurl is over.
    func touch(_ transfer: Transfer) {
        guard !transfer.isTouched else { return }
        transfer.isTouched = true
        touched.append(transfer)
    }

    /// Ends everything; later requests fail.
    func close() {
        isClosed = true
        for transfer in active { transfer.abandon(transfer.serial, .cancelled) }
        forgetRoutes()
    }

    private func forgetRoutes() {
        for route in routes.values { route.forget() }
        routes.removeAll()
    }

    // MARK: Driving libcurl

    private func act(_ socket: Int32, _ events: Int32) {
        var running: Int32 = 0
        unsafe curl_multi_socket_action(multi, socket, events, &running)
        guard !isSettlingQueued else { return }
        isSettlingQueued = true
        // What came of all sockets of this turn is looked at together.
        loop.execute { [weak self] in self?.settleQueued() }
    }

    private func settleQueued() {
        isSettlingQueued = false
        settle()
    }

    /// Runs what libcurl wants at once, and then resumes whoever waits for what came of it.
    func settle() {
        guard !isSettling else { return }
        isSettling = true
        runDue()
        finishEnded()
        while let transfer = touched.popLast() {
            transfer.isTouched = false
            transfer.settle()
        }
        isSettling = false
        armTimer()
    }

    /// Bounded: what is still due after that is due again in the loop's next turn.
    private func runDue() {
        var rounds = 8
        while rounds > 0, due <= loop.now {
            rounds -= 1
            due = .max
            var running: Int32 = 0
            unsafe curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
        }
    }

    private func finishEnded() {
        var result = CURLE_OK
        while let easy = unsafe kumquat_multi_next_ended(multi, &result) {
            guard let transfer = unsafe Transfer.from(kumquat_easy_private(easy)) else { continue }
            remove(transfer)
            transfer.ended(result)
        }
    }

    // MARK: Time

    /// libcurl's own timers; negative takes the wish back.
    private func wants(callAfter milliseconds: Int) {
        guard milliseconds >= 0 else {
            due = .max
            return
        }
        let delay = UInt64(milliseconds) * 1_000_000
        due = milliseconds == 0 ? 0 : SystemTime.monotonicNanoseconds() + delay
    }

    /// A timer that is already set for an earlier time stays: it then sets the next one. So a
    /// request as a rule neither sets nor cancels any.
    private func armTimer() {
        guard due < timerDue else { return }
        if let timer { loop.cancel(timer) }
        let now = SystemTime.monotonicNanoseconds()
        let delay = due > now ? Int((due - now + 999_999) / 1_000_000) : 0
        timerDue = due
        timer = loop.schedule(afterMilliseconds: delay) { [unowned self] in
            timer = nil
            timerDue = .max
            settle()
        }
    }
}
