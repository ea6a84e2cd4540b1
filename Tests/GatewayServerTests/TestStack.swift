import Basics
import Contracts
import Crypto
import HTTP
import HTTPClient
import HTTPServer
import Loops
import ServiceKit
import TestKit

@testable import GatewayServer

/// A gateway on a socket, with one server behind it that plays all services.
final class TestStack: Sendable {
    typealias Fields = [(name: String, value: String)]

    static let group: LoopGroup = {
        let group = LoopGroup(count: 2)
        group.start()
        return group
    }()

    static let adminKey = "the-admin-key-of-the-test-32-characters"
    static let perAddress = Limits.Rates(
        loginsPerMinute: 10,
        failedLoginsPerMinute: 1_000_000,
        digsPerMinute: 5
    )
    static let keys = InternalKeys([Secret(Bytes(repeating: 7, count: 32))])

    let auth = TestAuth()
    let clock = FakeClock(UnixTime(seconds: TestTokens.now))
    let authenticator: Authenticator
    let watch: ProofWatch
    let limiter: ConcurrencyLimiter
    let metrics: Metrics
    private let directory: TemporaryDirectory
    private let seen = Locked<[Request]>([])
    private let servers: Locked<[HTTPServer]>
    private let client: HTTPClient

    struct NoKeys: Error {}

    init(
        requestsPerHour: Int = 100_000_000,
        maximumInFlight: Int = 64,
        maximumAnswers: Int = 64,
        takesLegacyOpenID: Bool = false,
        perAddress: Limits.Rates = TestStack.perAddress,
        crossOrigin: CrossOrigin = CrossOrigin(),
        services: [ServiceName] = [.auth, .points, .commerce],
        answer: @escaping @Sendable (Request) async -> Response = { _ in .json(Bytes("{}".utf8)) }
    ) throws {
        guard let keys = Self.keys else { throw NoKeys() }
        directory = try TemporaryDirectory()
        servers = Locked([])
        client = HTTPClient(group: Self.group)
        let domainClock = DomainClock(real: clock.clock, movable: false)
        let authenticator = auth.authenticator(domainClock)
        self.authenticator = authenticator
        let service = Address.unix(path: directory.file("service.sock"))
        let upstream = Upstream(name: "service", addresses: [service])
        let concurrency = ConcurrencyLimiter(
            upstream,
            maximumInFlight: maximumInFlight,
            maximumAnswers: maximumAnswers
        )
        limiter = concurrency
        let rates = RateLimiter<Int64>(
            count: requestsPerHour,
            seconds: 3600,
            burst: requestsPerHour
        )
        let metrics = Metrics()
        let limits = Limits(
            perAddress,
            identities: rates,
            sparesLoopback: false,
            metrics: metrics
        )
        self.metrics = metrics
        watch = ProofWatch(services, Metrics(), .silent)
        let gateway = Gateway(
            router: try GatewayRouter(RouteBook.all, Metrics()),
            authenticator: authenticator,
            legacyOpenID: takesLegacyOpenID ? LegacyOpenIDAuth(auth: auth.client) : nil,
            limits: limits,
            proxy: Proxy(
                http: client,
                limiters: Dictionary(uniqueKeysWithValues: services.map { ($0, concurrency) }),
                keys: keys,
                clock: clock.clock,
                failures: Metrics().counter("x", "x", label: "x", values: ["points"]),
                watch: watch,
                changed: { authenticator.table.note(SessionChange(kind: .changed, sid: $0)) },
                limits: limits
            ),
            numbers: RequestNumber(SeededRandom(seed: 1).source),
            adminKey: Secret(Bytes(Self.adminKey.utf8)),
            crossOrigin: crossOrigin,
            log: .silent
        )
        try listen(service) { [weak self] request in
            self?.seen.withLock { $0.append(request) }
            return await answer(request)
        }
        try listen(address) { await gateway.answer($0) }
    }

    private func listen(_ address: Address, _ handler: @escaping RequestHandler) throws {
        let server = HTTPServer(
            ServerConfiguration(addresses: [address], drainSeconds: 1),
            group: Self.group,
            handler: handler
        )
        try server.start()
        servers.withLock { $0.append(server) }
    }

    var address: Address { .unix(path: directory.file("gateway.sock")) }

    /// What has arrived at the service.
    var requests: [Request] { seen.withLock { $0 } }

    /// Reads the feed once, so that tokens are believed.
    func opened() async throws -> TestStack {
        let page = try await auth.client.changes(0, 0)
        for change in page.changes { authenticator.table.note(change) }
        authenticator.feed.noteReading()
        return self
    }

    func stopService() async {
        if let server = servers.withLock({ $0.first }) { await server.drain() }
    }

    func send(
        _ method: Method,
        _ target: String,
        _ fields: [(name: String, value: String)] = [],
        body: Body = .empty
    ) async throws -> ClientResponse {
        try await client.send(
            ClientRequest(
                method: method,
                address: address,
                target: target,
                headers: HeaderFields(fields),
                body: body
            )
        )
    }

    /// The method that an address of the book has.
    static func method(of target: String) -> Method {
        let path = target.prefix { $0 != "?" }.utf8.drop { $0 == UInt8(ascii: " ") }
        var plain = Bytes(path)
        if plain.last == UInt8(ascii: "/") { plain.removeLast() }
        let route = RouteBook.all.first { route in
            let pattern = Bytes(route.pattern.utf8)
            return pattern == plain || pattern.dropLast().elementsEqual(plain)
        }
        return route?.methods.first ?? .get
    }

    /// Status and body of an answer.
    func answer(
        _ method: Method,
        _ target: String,
        _ fields: [(name: String, value: String)] = [],
        body: Body = .empty
    ) async throws -> String {
        let response = try await send(method, target, fields, body: body)
        let octets = try await response.body.collect(upTo: 1 << 24)
        return "\(response.status) \(String(decoding: octets, as: UTF8.self))"
    }

    static let token = [
        (name: "Authorization", value: "jwt " + String(decoding: TestTokens.token(), as: UTF8.self))
    ]
}
