import Basics
import Contracts
import HTTP
import JSON

/// An address of the console's own, with all that holds for it.
struct ConsoleRoute: Sendable {
    enum Access: Sendable, Equatable {
        /// Nobody has to be logged in.
        case anybody
        /// Between password and second factor, or logged in.
        case begun
        /// A device that has been idle for too long, or not.
        case device
        /// Whoever is logged in.
        case everyOperator
        /// The same, but not by a clerk's device.
        case wholeSession
        case duties([Duty])
    }

    /// A member of the body, or of the query of a GET.
    struct Parameter: Sendable {
        let name: String
        let type: String
        let isRequired: Bool
    }

    typealias Handler = @Sendable (ConsoleService, ConsoleCall) async throws -> Response

    let method: Method
    let pattern: String
    let summary: String
    let access: Access
    /// Whether it needs a proof of the last five minutes.
    let needsProof: Bool
    let parameters: [Parameter]
    let answer: Handler

    init(
        _ method: Method,
        _ pattern: String,
        _ summary: String,
        _ access: Access,
        needsProof: Bool = false,
        _ parameters: [Parameter] = [],
        answer: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.summary = summary
        self.access = access
        self.needsProof = needsProof
        self.parameters = parameters
        self.answer = answer
    }

    static func text(_ name: String, required: Bool = true) -> Parameter {
        Parameter(name: name, type: "string", isRequired: required)
    }

    static func number(_ name: String, required: Bool = false) -> Parameter {
        Parameter(name: name, type: "integer", isRequired: required)
    }

    static func list(_ name: String, required: Bool = true) -> Parameter {
        Parameter(name: name, type: "array", isRequired: required)
    }
}

/// A request to the console itself, with what is known of it.
struct ConsoleCall: Sendable {
    let request: Request
    let requestID: String
    let captures: [String: String]
    /// Where it comes from.
    let address: String
    /// Who asks; nil where nobody has to be logged in.
    let person: ConsoleCaller?
    /// The body, or the query.
    let parameters: JSONValue

    /// Who asks, where the address demands somebody.
    func caller() throws -> ConsoleCaller {
        guard let person else { throw ConsoleRefusal.unauthenticated }
        return person
    }

    func text(_ name: String, upTo limit: Int = 200) throws -> String {
        guard let text = parameters[name]?.string, !text.isEmpty, text.utf8.count <= limit,
            !text.utf8.contains(0)
        else { throw ConsoleRefusal.bad(name) }
        return text
    }

    func optionalText(_ name: String, upTo limit: Int = 200) throws -> String? {
        switch parameters[name] {
        case nil, .null?: nil
        case .string("")?: nil
        default: try text(name, upTo: limit)
        }
    }

    /// A number, or its digits in a query.
    func optionalNumber(_ name: String, in bounds: ClosedRange<Int64>) throws -> Int64? {
        guard let value = parameters[name], value != .null, value != .string("") else { return nil }
        guard let number = value.integer ?? value.string.flatMap({ Int64($0) }),
            bounds.contains(number)
        else { throw ConsoleRefusal.bad(name) }
        return number
    }

    /// Of lists: the key behind which to begin, and how many.
    func page() throws -> (after: Int64?, limit: Int64) {
        (
            try optionalNumber("after", in: 0...Int64.max),
            try optionalNumber("limit", in: 1...100) ?? 20
        )
    }

    /// The number that stands in the path.
    func id() throws -> Int64 {
        let text = captures["id"] ?? ""
        let digits = text.hasPrefix("o:") ? String(text.dropFirst(2)) : text
        guard let id = Int64(digits), id > 0 else { throw ConsoleRefusal.unknown }
        return id
    }

    /// A row of the trail about this request.
    func trail(_ path: String, subject: String = "", reason: String = "", fields: JSONValue = .null)
        -> TrailCall
    {
        TrailCall(
            operatorID: person?.person.label ?? "",
            operatorName: person?.person.name ?? "",
            session: person?.session.id.rawValue ?? 0,
            address: address,
            method: request.method.description,
            path: path,
            subject: subject,
            reason: reason,
            fields: fields == .null ? "{}" : fields.octetsAsText,
            requestID: requestID
        )
    }
}
