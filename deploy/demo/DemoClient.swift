import Basics
import HTTP
import HTTPClient
import JSON

/// One server, as a phone talks to it.
struct DemoClient: Sendable {
    private static let tries = 20
    private static let longestAnswer = 4 << 20

    let http: HTTPClient
    let address: Address

    func get(
        _ path: String,
        _ parameters: KeyValuePairs<String, String> = [:],
        token: String? = nil
    ) async throws(DemoProblem) -> JSONValue {
        let query = Self.form(parameters)
        let target = query.isEmpty ? path : "\(path)?\(query)"
        return try await send(ClientRequest(address: address, target: target), token)
    }

    @discardableResult
    func post(
        _ path: String,
        _ parameters: KeyValuePairs<String, String> = [:],
        token: String? = nil
    ) async throws(DemoProblem) -> JSONValue {
        let body = Bytes(Self.form(parameters).utf8)
        return try await post(path, body, "application/x-www-form-urlencoded", token)
    }

    @discardableResult
    func post(_ path: String, json: JSONValue) async throws(DemoProblem) -> JSONValue {
        let body: Bytes
        do {
            body = try JSONOutput.encode(json)
        } catch {
            throw DemoProblem("\(error)")
        }
        return try await post(path, body, "application/json", nil)
    }

    /// What `wx.uploadFile` sends.
    func upload(
        _ picture: Bytes,
        as field: String = "file",
        to path: String,
        token: String
    ) async throws(DemoProblem) -> JSONValue {
        let head =
            "--demo\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"a.jpg\"\r\n"
            + "Content-Type: image/jpeg\r\n\r\n"
        let body = Bytes(head.utf8) + picture + Bytes("\r\n--demo--\r\n".utf8)
        return try await post(path, body, "multipart/form-data; boundary=demo", token)
    }

    private static func form(_ parameters: KeyValuePairs<String, String>) -> String {
        parameters
            .map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }
            .joined(separator: "&")
    }

    /// A body as it is.
    func post(
        _ path: String,
        _ body: Bytes,
        _ type: String,
        _ token: String?
    ) async throws(DemoProblem) -> JSONValue {
        var request = ClientRequest(method: .post, address: address, target: path)
        request.headers.set("Content-Type", type)
        request.body = .bytes(body)
        return try await send(request, token)
    }

    /// Whoever is told to come again does.
    private func send(
        _ request: ClientRequest,
        _ token: String?
    ) async throws(DemoProblem) -> JSONValue {
        var request = request
        if let token { request.headers.set("Authorization", "Bearer \(token)") }
        let place = "\(request.method) \(request.target.prefix { $0 != "?" })"
        for _ in 0..<Self.tries {
            let answer: ClientResponse
            let body: Bytes
            do {
                answer = try await http.send(request)
                body = try await answer.body.collect(upTo: Self.longestAnswer)
            } catch {
                throw DemoProblem("\(place): \(error)")
            }
            switch answer.status {
            case 200:
                guard let json = try? JSON.parse(body) else {
                    throw DemoProblem("\(place): no JSON")
                }
                return json
            case 429, 503: try await DemoPause.seconds(2)
            default:
                let words = String(decoding: body.prefix(300), as: UTF8.self)
                throw DemoProblem("\(place): \(answer.status) \(words)")
            }
        }
        throw DemoProblem("\(place): still told to wait")
    }
}

/// Waiting for what others do.
enum DemoPause {
    static func seconds(_ seconds: Double) async throws(DemoProblem) {
        do {
            try await Task.sleep(nanoseconds: UInt64(seconds * 1_000_000_000))
        } catch {
            throw DemoProblem("told to stop")
        }
    }
}
