import Basics
import HTTP
import HTTPClient
import Loops

/// One loop and a client on it.
struct TestClient {
    static let group: LoopGroup = {
        let group = LoopGroup(count: 2)
        group.start()
        return group
    }()

    let client: HTTPClient

    init(_ limits: ClientLimits = ClientLimits()) {
        client = HTTPClient(group: Self.group, limits: limits)
    }

    /// Runs a test's calls on one loop, so that they share its connections.
    func onLoop<Result: Sendable>(
        _ body: @escaping @concurrent @Sendable (HTTPClient) async throws -> Result
    ) async throws -> Result {
        let client = client
        return try await withTaskExecutorPreference(Self.group.loops[0]) { try await body(client) }
    }
}

extension ClientRequest {
    static func get(_ peer: ScriptedPeer, _ target: String = "/") -> ClientRequest {
        ClientRequest(address: .unix(path: peer.path), target: target)
    }

    static func post(_ peer: ScriptedPeer, _ body: Body, _ target: String = "/") -> ClientRequest {
        ClientRequest(method: .post, address: .unix(path: peer.path), target: target, body: body)
    }
}

extension HTTPClient {
    /// The answer's body whole, or why there is none.
    func text(_ request: ClientRequest) async -> Result<String, ClientFailure> {
        do throws(ClientFailure) {
            let response = try await send(request)
            do throws(BodyFailure) {
                let octets = try await response.body.collect(upTo: 1 << 26)
                return .success(String(decoding: octets, as: UTF8.self))
            } catch {
                return .failure(.body(error))
            }
        } catch {
            return .failure(error)
        }
    }
}
