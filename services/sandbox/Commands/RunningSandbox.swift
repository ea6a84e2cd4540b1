import Basics
import Contracts
import HTTP
import HTTPClient
import JSON
import ServiceKit

/// The sandbox that runs with the settings of a command, asked as any program asks it.
struct RunningSandbox: Sendable {
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    private static let maximumOctets = 4 * 1024 * 1024
    private static let waitMilliseconds = 40_000
    /// Fields of a logged request that are the new connection's own.
    private static let own = ["host", "content-length", "connection", "transfer-encoding"]

    private let process: ProcessContext

    init(_ process: ProcessContext) {
        self.process = process
    }

    func get(_ target: String) async throws -> JSONValue {
        try await ask(.get, target)
    }

    func post(_ target: String, _ body: JSONValue) async throws -> JSONValue {
        try await ask(.post, target, try JSONOutput.encode(body))
    }

    private func ask(
        _ method: HTTP.Method,
        _ target: String,
        _ body: Bytes = []
    ) async throws -> JSONValue {
        guard let address = try process.upstream(.sandbox).addresses.first else {
            throw Refused(description: "no address of the sandbox is set")
        }
        var request = ClientRequest(method: method, address: address, target: target)
        request.headers = HeaderFields([("Host", "localhost")])
        if !body.isEmpty {
            request.headers.set("Content-Type", "application/json")
            request.body = .bytes(body)
        }
        request.totalMilliseconds = Self.waitMilliseconds
        request.maximumResponseBytes = Self.maximumOctets
        let response: ClientResponse
        do {
            response = try await process.http.send(request)
        } catch .unreachable {
            throw Refused(description: "no sandbox runs at \(address)")
        }
        let octets = try await response.body.collect(upTo: Self.maximumOctets)
        let answer = try JSON.parse(octets)
        guard response.status == 200 else {
            throw Refused(description: answer["error"]?["message"]?.string ?? "\(response.status)")
        }
        return answer
    }

    /// Sends a logged callback as it was to another place; says what came of it.
    func forward(_ whole: JSONValue, to url: String) async -> String {
        guard whole["request"]?["is_whole"] == .bool(true),
            let body = whole["request"]?["body"]?.string,
            var request = ClientRequest(url: url, method: .post)
        else { return "not forwarded, it is too long" }
        for header in whole["request"]?["headers"]?.array ?? [] {
            guard let name = header["name"]?.string, let value = header["value"]?.string,
                !Self.own.contains(name.lowercased())
            else { continue }
            request.headers.add(name, value)
        }
        request.body = .bytes(Bytes(body.utf8))
        do {
            let response = try await process.http.send(request)
            if case .stream(_, let source) = response.body { source.cancel() }
            return String(response.status)
        } catch {
            return "\(error)"
        }
    }
}
