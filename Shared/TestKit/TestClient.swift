import Basics
public import HTTP
public import HTTPClient
import JSON
import Loops

/// A client of one server, for tests; it speaks through a loop of its own.
public struct TestClient: Sendable {
    private static let http: HTTPClient = {
        let group = LoopGroup(count: 1)
        group.start()
        return HTTPClient(group: group)
    }()

    /// Where the server is.
    public let address: Address
    /// What is sent and got and must not be logged; nil where nobody asks.
    private var secrets: SecretBook?
    /// Whether answers are held against `docs/openapi`.
    private var isWatched = false

    /// Longest answer that is read.
    private static let longestBody = 16 << 20

    /// A client of the server at `address`.
    public init(_ address: Address) {
        self.address = address
    }

    /// A client of the server at this port of 127.0.0.1.
    public init(port: Int) {
        address = .tcp(host: "127.0.0.1", port: port)
    }

    /// The same, with a book of what must not be logged.
    func noting(in secrets: SecretBook) -> TestClient {
        var client = self
        client.secrets = secrets
        return client
    }

    /// The same; every answer is held against `docs/openapi`.
    func watched() -> TestClient {
        var client = self
        client.isWatched = true
        return client
    }

    /// `GET target`, with `token` as bearer.
    public func get(_ target: String, token: String? = nil) async throws -> Answer {
        try await send(.get, target, token: token)
    }

    /// `POST target` with a form; its names and values are written here as they are meant.
    public func post(
        _ target: String,
        form: [String: String] = [:],
        token: String? = nil
    ) async throws -> Answer {
        let pairs = form.map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }
        return try await send(
            .post,
            target,
            token: token,
            body: Bytes(pairs.joined(separator: "&").utf8),
            contentType: "application/x-www-form-urlencoded"
        )
    }

    /// `POST target` with a JSON body.
    public func post(
        _ target: String,
        json: some Encodable,
        token: String? = nil
    ) async throws -> Answer {
        try await send(
            .post,
            target,
            token: token,
            body: JSONOutput.encode(json),
            contentType: "application/json"
        )
    }

    /// Any request without a body of its own kind.
    public func send(
        _ method: Method,
        _ target: String,
        token: String? = nil,
        body: [UInt8]? = nil,
        contentType: String? = nil
    ) async throws -> Answer {
        var request = ClientRequest(method: method, address: address, target: target)
        if let token { request.headers.add("Authorization", "Bearer \(token)") }
        if let contentType { request.headers.add("Content-Type", contentType) }
        if let body { request.body = .bytes(body) }
        return try await send(request)
    }

    /// The same as code under test sends it: for clients that take their way out as a closure.
    public func exchange(
        _ request: ClientRequest
    ) async throws(ClientFailure) -> ClientResponse {
        do {
            let answer = try await send(request)
            return ClientResponse(
                status: answer.status,
                headers: answer.headers,
                body: .bytes(answer.body)
            )
        } catch {
            throw error as? ClientFailure ?? .brokenAnswer
        }
    }

    /// Any request, sent as it is.
    public func send(_ request: ClientRequest) async throws -> Answer {
        let answer = try await Self.http.send(request)
        let body = try await answer.body.collect(upTo: Self.longestBody)
        let read = Answer(status: answer.status, headers: answer.headers, body: body)
        secrets?.note(request, read)
        if isWatched {
            APIWitness.shared.saw(
                request.method,
                request.target,
                status: read.status,
                contentType: read.headers["Content-Type"],
                body: read.body
            )
        }
        return read
    }
}
