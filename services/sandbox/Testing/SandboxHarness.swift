import Basics
import Contracts
import Crypto
package import HTTP
package import HTTPClient
package import JSON
import Jobs
import Loops
package import ServiceKit
import Storage

/// The sandbox without sockets, for the tests of services that deal with WeChat Pay: it hears what is
/// sent, its callbacks arrive at the service that it is given, and its time is the test's.
package final class SandboxHarness: Sendable {
    /// What a control call was answered that may not be refused.
    package struct Refused: Error, CustomStringConvertible {
        package let description: String
    }

    let sandbox: Sandbox
    package let service: ServiceHarness
    private let late: LateHarness

    package init(_ world: TestWorld) async throws {
        let late = LateHarness()
        let sandbox = try Self.sandbox(world) { request throws(ClientFailure) in
            try await late.exchange(request)
        }
        try await sandbox.prepare()
        self.sandbox = sandbox
        self.late = late
        service = try ServiceHarness(try sandbox.definition(), in: world)
    }

    private static func sandbox(
        _ world: TestWorld,
        _ send: @escaping Sandbox.Transport
    ) throws -> Sandbox {
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
            send: send,
            workers: .shared,
            auth: { nil }
        )
        let given = Locked(0)
        sandbox.makeKey = {
            let place = given.withLock { given in
                defer { given += 1 }
                return given
            }
            return try keys[place % keys.count].get()
        }
        return sandbox
    }

    /// Making one takes a good part of a second.
    private static let keys: [Result<RSAPrivateKey, CryptoError>] = (0..<6).map { _ in
        Result { () throws(CryptoError) in try RSAPrivateKey.generate() }
    }

    /// Callbacks go there.
    package func call(_ service: ServiceHarness) { late.set(service) }

    package func exchange(_ request: ClientRequest) async throws(ClientFailure) -> ClientResponse {
        try await service.exchange(request)
    }

    /// A control call that is answered well.
    /// - Throws: ``Refused``.
    @discardableResult
    package func control(
        _ method: HTTP.Method,
        _ target: String,
        _ body: String = ""
    ) async throws -> JSONValue {
        let answer = await ask(method, target, body)
        guard answer.status == 200 else {
            throw Refused(description: "\(target) \(body): \(answer.status) \(answer.body)")
        }
        return try JSON.parse(Bytes(answer.body.utf8))
    }

    /// How a control call is answered that may be refused.
    @discardableResult
    package func status(_ method: HTTP.Method, _ target: String, _ body: String = "") async -> Int {
        await ask(method, target, body).status
    }

    private func ask(_ method: HTTP.Method, _ target: String, _ body: String) async -> Answer {
        guard let place = RequestTarget(target) else { return Answer(404, "") }
        return await service.answer(
            Request(
                method: method,
                target: place,
                headers: HeaderFields([("Host", "localhost")]),
                body: body.isEmpty ? .empty : .bytes(Bytes(body.utf8))
            )
        )
    }

    /// Everything that is due at WeChat Pay happens, its callbacks among it.
    package func settle() async throws {
        try await sandbox.payTurn()
        try await sandbox.sendDueCallbacks {}
    }
}
