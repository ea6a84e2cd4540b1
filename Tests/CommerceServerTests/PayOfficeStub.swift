import Basics
import Contracts
import Crypto
import HTTP
import HTTPClient
import JSON
import Jobs
import Loops
import Payments
import ServiceKit
import Storage
import Testing

@testable import SandboxServer

/// The sandbox's WeChat Pay without sockets: it hears what is sent, and its callbacks arrive at the
/// service that it is given.
final class PayOfficeStub: Sendable {
    let sandbox: Sandbox
    private let harness: ServiceHarness
    private let late: LateHarness

    init(_ world: TestWorld) async throws {
        let late = LateHarness()
        let database = try world.database("sandbox", migrations: SandboxSchema.migrations)
        var sandbox = Sandbox(
            database: database,
            jobs: JobRunner(
                database: database,
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: Metrics()
            ),
            clock: world.clock,
            dice: Dice(world.random),
            seed: nil,
            isPublic: true,
            log: world.log,
            neighbours: [],
            send: { request throws(ClientFailure) in
                try await late.exchange(request)
            },
            workers: .shared,
            auth: { nil }
        )
        let given = Locked(0)
        sandbox.makeKey = {
            let place = given.withLock { given in
                defer { given += 1 }
                return given
            }
            return try Self.keys[place % Self.keys.count].get()
        }
        try await sandbox.prepare()
        self.sandbox = sandbox
        self.late = late
        harness = try ServiceHarness(try sandbox.definition(), in: world)
    }

    /// Making one takes a good part of a second.
    private static let keys: [Result<RSAPrivateKey, CryptoError>] = (0..<6).map { _ in
        Result { () throws(CryptoError) in try RSAPrivateKey.generate() }
    }

    /// Callbacks go there.
    func call(_ service: ServiceHarness) {
        late.set(service)
    }

    func exchange(_ request: ClientRequest) async throws(ClientFailure) -> ClientResponse {
        try await harness.exchange(request)
    }

    @discardableResult
    func control(
        _ method: HTTP.Method,
        _ target: String,
        _ body: String = ""
    ) async throws -> JSONValue {
        let answer = try await ask(method, target, body)
        #expect(answer.status == 200, "\(target) \(body): \(answer.body)")
        return try JSON.parse(Bytes(answer.body.utf8))
    }

    /// How a control call is answered that may be refused.
    func status(_ method: HTTP.Method, _ target: String, _ body: String) async throws -> Int {
        try await ask(method, target, body).status
    }

    private func ask(
        _ method: HTTP.Method,
        _ target: String,
        _ body: String
    ) async throws -> ServiceKit.Answer {
        let request = Request(
            method: method,
            target: try #require(RequestTarget(target)),
            headers: HeaderFields([("Host", "localhost")]),
            body: body.isEmpty ? .empty : .bytes(Bytes(body.utf8))
        )
        return await harness.answer(request)
    }

    /// Everything that is due at WeChat Pay happens, its callbacks among it.
    func settle() async throws {
        try await sandbox.payTurn()
        try await sandbox.sendDueCallbacks {}
    }
}
