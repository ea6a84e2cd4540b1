import Basics
import HTTP
import HTTPClient
import JSON
import ServiceKit

extension Sandbox {
    /// Answers a request, and writes both into the log.
    func logged(
        _ kind: LoggedExchange.Kind,
        _ request: Request,
        _ answer: () async -> Response
    ) async -> Response {
        let trace = RequestTrace()
        let began = SystemTime.monotonicNanoseconds()
        let response = await RequestTrace.$current.withValue(trace) { await answer() }
        note(kind, request, response, trace.findings, began)
        return response
    }

    /// Sends something to a back end, and writes it with its answer into the log; so much of that
    /// is read at most.
    func sendLogged(
        _ kind: LoggedExchange.Kind,
        _ request: ClientRequest,
        _ fault: Fault?,
        upTo maximum: Int
    ) async throws(ClientFailure) -> (status: Int, body: Bytes) {
        let began = SystemTime.monotonicNanoseconds()
        do throws(ClientFailure) {
            let response = try await send(request)
            let body = (try? await response.body.collect(upTo: maximum)) ?? []
            note(kind, request, response, body, "", fault, began)
            return (response.status, body)
        } catch {
            note(kind, request, nil, Bytes("\(error)".utf8), "\(error)", fault, began)
            throw error
        }
    }

    // MARK: Writing

    func note(
        _ kind: LoggedExchange.Kind,
        _ request: Request,
        _ response: Response,
        _ findings: RequestTrace.Findings,
        _ began: UInt64
    ) {
        let sent = findings.body ?? request.body.atHand
        let answer = response.body.atHand
        requests.add { id in
            LoggedExchange(
                id: id,
                at: clock.now,
                direction: .incoming,
                kind: kind,
                method: request.method.description,
                origin: origin(of: request),
                target: SecretMask.masked(request.target.description),
                status: answer == nil ? nil : response.status.code,
                milliseconds: Self.milliseconds(since: began),
                code: answer.map(Self.code) ?? "",
                request: LoggedExchange.Message(
                    headers: request.headers.map { $0 },
                    body: sent.map { LoggedBody($0) }
                        ?? LoggedBody(unreadOf: request.body.length)
                ),
                answer: LoggedExchange.Message(
                    headers: answer == nil ? [] : response.headers.map { $0 },
                    body: LoggedBody(answer ?? [])
                ),
                refusal: findings.refusal,
                fault: findings.fault
            )
        }
    }

    private func note(
        _ kind: LoggedExchange.Kind,
        _ request: ClientRequest,
        _ response: ClientResponse?,
        _ body: Bytes,
        _ failure: String,
        _ fault: Fault?,
        _ began: UInt64
    ) {
        requests.add { id in
            LoggedExchange(
                id: id,
                at: clock.now,
                direction: .outgoing,
                kind: kind,
                method: request.method.description,
                origin: Self.origin(of: request),
                target: SecretMask.masked(request.target),
                status: response?.status,
                milliseconds: Self.milliseconds(since: began),
                code: failure,
                request: LoggedExchange.Message(
                    headers: request.headers.map { $0 },
                    body: LoggedBody(request.body.atHand ?? [])
                ),
                answer: LoggedExchange.Message(
                    headers: response?.headers.map { $0 } ?? [],
                    body: LoggedBody(body)
                ),
                refusal: nil,
                fault: fault?.kind.rawValue ?? ""
            )
        }
    }

    private static func milliseconds(since began: UInt64) -> Int64 {
        Int64((SystemTime.monotonicNanoseconds() - began) / 1_000_000)
    }

    private static func origin(of request: ClientRequest) -> String {
        let place = request.address.description.dropFirst("tcp:".utf8.count)
        guard case .tcp = request.address else { return "http://localhost" }
        return (request.tls ? "https://" : "http://") + place
    }

    /// WeChat's `errcode`, WeChat Pay's `code`, Aliyun's `Code`, Tencent Cloud's `Response.Error.Code`.
    static func code(of body: Bytes) -> String {
        guard body.first == UInt8(ascii: "{"), let json = try? JSON.parse(body) else { return "" }
        if let number = json["errcode"]?.integer { return number == 0 ? "" : String(number) }
        if let number = json["status"]?.integer, number != 0 { return String(number) }
        let words = [json["code"], json["Code"], json["Response"]?["Error"]?["Code"]]
        let word = words.compactMap { $0?.string }.first ?? ""
        return word == "OK" ? "" : word
    }
}
