import Contracts
public import Basics
public import HTTP

/// What a call comes to on the wire.
public struct InternalRequestLine: Sendable {
    /// GET or POST.
    public let method: Method
    /// Path and query.
    public let target: String
    /// A JSON object; empty for GET.
    public let body: Bytes

    /// What `call` asks.
    public init<Call: InternalCall>(_ call: Call.Type, _ request: Call.Request) {
        var fields = FieldWriter()
        request.write(to: &fields)
        let path = fields.path(Call.route.pattern)
        let isQuery = Call.route.methods.contains(.get)
        method = isQuery ? .get : .post
        target = isQuery ? path + fields.query : path
        body = isQuery ? [] : fields.body
    }
}

extension InternalClient {
    /// Asks another process. A GET is sent once more when the connection was lost; whether a POST
    /// happened is open after every failure but `unreachable`.
    public func send<Call: InternalCall>(
        _ call: Call.Type,
        _ request: Call.Request,
        milliseconds: Int = 5000
    ) async throws(InternalFailure) -> InternalReply<Call> {
        InternalReply(
            try await answer(InternalRequestLine(call, request), milliseconds: milliseconds)
        )
    }

    /// What comes back for a request as it goes over the wire.
    public func answer(
        _ line: InternalRequestLine,
        milliseconds: Int = 5000
    ) async throws(InternalFailure) -> InternalAnswer {
        line.method == .get
            ? try await get(line.target, milliseconds: milliseconds)
            : try await post(line.target, line.body, milliseconds: milliseconds)
    }
}
