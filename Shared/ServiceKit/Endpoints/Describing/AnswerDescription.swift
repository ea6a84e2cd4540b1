public import Contracts
import HTTP
public import JSON

/// The answers of one HTTP status that an endpoint may give.
public struct AnswerDescription: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The codes that come with it.
    public let codes: [Code]
    /// The whole body, envelope included; nil for octets.
    public let schema: Schema?

    /// Every answer of an endpoint: of its own table, and what can go wrong on the way to it.
    static func all<E: Endpoint>(
        of endpoint: E.Type,
        _ table: [EndpointDescription.Line]
    ) -> [AnswerDescription] {
        var refused: [Int: [Code]] = [:]
        for line in table.dropFirst() { refused[line.status, default: []].append(line.code) }
        for failure in failures(of: E.route) {
            refused[failure.rawValue, default: []].append(E.Wire.code(for: failure))
        }
        // What may pass is answered with the same line as what is our fault.
        if let fault = E.fault {
            refused[Status.serviceUnavailable.code, default: []].append(fault)
        }
        if E.keepsAnswers, E.route.methods.contains(.post), E.route.access != .service {
            refused[TransportFailure.keyReused.rawValue, default: []]
                .append(E.Wire.code(for: .keyReused))
        }
        if let gone = E.Wire.identityGone, E.route.access == .identity {
            refused[200, default: []].append(gone)
        }
        let success = E.Wire.status(for: E.success).code
        var answers: [AnswerDescription] = []
        for status in Set(refused.keys).union([success]).sorted() {
            let codes = refused[status] ?? []
            let refusal = codes.isEmpty ? nil : E.Wire.schema(codes)
            if status == success {
                answers.append(
                    AnswerDescription(
                        status: status,
                        codes: [E.success] + codes,
                        schema: successSchema(of: endpoint).map { schema in
                            refusal.map { .anyOf([schema, $0]) } ?? schema
                        }
                    )
                )
            } else {
                answers.append(
                    AnswerDescription(status: status, codes: codes, schema: refusal)
                )
            }
        }
        if E.Output.self is any UnchangedAnswer.Type {
            let status = Status.notModified.code
            let place = answers.firstIndex { $0.status > status } ?? answers.endIndex
            answers.insert(AnswerDescription(status: status, codes: [], schema: nil), at: place)
        }
        return answers
    }

    private static func successSchema<E: Endpoint>(of endpoint: E.Type) -> Schema? {
        let isBeside = E.Output.self is any BesideEnvelope.Type
        return switch E.Output.content {
        case .octets: nil
        case .none: E.Wire.schema([E.success], payload: nil, isBeside: isBeside)
        case .payload(let schema):
            E.Wire.schema([E.success], payload: schema, isBeside: isBeside)
        }
    }

    /// What can go wrong outside of any business rule.
    private static func failures(of route: Route) -> [TransportFailure] {
        var failures: [TransportFailure] = [
            .unreadable, .timedOut, .bodyTooLarge, .targetTooLong, .unsupportedMediaType,
            .tooManyRequests, .headTooLarge, .internalFault, .upstreamBroken, .unavailable,
            .upstreamTimedOut,
        ]
        // What may not stand in a path is no such path.
        if route.pattern.contains("{") { failures.append(.routeUnknown) }
        switch route.access {
        case .identity, .service: failures.append(.unauthenticated)
        case .admin: failures += [.unauthenticated, .forbidden]
        case .open, .everybody: break
        }
        return failures
    }

    var json: JSONValue {
        let codes = codes.map { code in
            EndpointDescription.Line(code: code, status: status).json
        }
        return .object(
            JSONObject(present: [
                ("status", .integer(Int64(status))),
                ("codes", .array(codes)),
                ("schema", schema.map { .object($0.json) }),
            ])
        )
    }
}
