import Basics
import Contracts
import HTTP
import ServiceKit

/// A service that is told by JSON bodies, for the tests of how these are read.
struct Workbench: Sendable {
    enum Refusal: Error {
        case closed(by: String)
        case tooMany(Int)
    }

    static let endpoints: [any Endpoint<Workbench>.Type] = [Add.self, Look.self]

    func definition() throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        try definition.add(Self.endpoints, by: self)
        return definition
    }

    /// With lists, words for what is wrong, and a guard before it.
    enum Add: Endpoint {
        typealias Wire = InternalContract

        static let route = Route(
            [.post],
            "/bench/{name}",
            "Adds parts, or sweeps.",
            at: .sandbox,
            in: InternalContract.self,
            access: .everybody,
            bodyLimit: 256
        )
        static let body = BodyKind.json(list: "parts")
        static let refusals: [Refusal] = [.closed(by: "somebody"), .tooMany(4)]

        struct Part: EndpointInput {
            enum Shade: String, CaseIterable {
                case light, middle, dark
            }

            private static let size = Field.integer("size", "How long.", in: 1...9)
            private static let label = Field.text("label", "Its name.", octets: 2...5)
            private static let shade = Field<Shade>.choice(
                "shade",
                "Its colour.",
                among: [.light, .dark]
            )

            let text: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                let size = try fields.read(Self.size)
                let label = try fields.readIfPresent(Self.label)
                let shade = try fields.readIfPresent(Self.shade)
                text = [String(size), label, shade?.rawValue].compactMap(\.self)
                    .joined(separator: " ")
            }
        }

        struct Input: EndpointInput {
            private static let name = Field.text("name", "Which bench.").inPath
            private static let parts: Field<[Part]> = .objects(
                "parts",
                "What is added.",
                count: 1...3,
                called: "part"
            )
            private static let sweeps = Field.flag("sweep", "Clears it.", default: false)
            private static let cuts = Field.integers("cuts", "Where.", upTo: 2, in: 0...9)
            private static let notes = Field.texts(
                "notes",
                "Why.",
                upTo: 2,
                octets: 1...3,
                example: "dry"
            )
            private static let tool = Field.text("tool", "With what.").map(
                example: "saw",
                expecting: "a saw"
            ) { $0 == "saw" ? $0 : nil }

            let text: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                let name = try fields.read(Self.name)
                let parts = try fields.readIfPresent(Self.parts)
                guard try fields.read(Self.sweeps) != (parts != nil) else {
                    throw .explained("Either parts or sweep.")
                }
                let cuts = try fields.readIfPresent(Self.cuts) ?? []
                let notes = try fields.readIfPresent(Self.notes) ?? []
                let tool = try fields.readIfPresent(Self.tool)
                let words = (parts ?? []).map(\.text) + cuts.map(String.init) + notes
                text = ([name] + words + [tool].compactMap(\.self)).joined(separator: ",")
            }
        }

        struct Output: Payload {
            let text: String
        }

        static func refusal(of request: Request, by bench: Workbench) -> Refusal? {
            request.headers["X-Closed"].map { .closed(by: $0) }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by bench: Workbench
        ) async throws(Failure<Refusal>) -> Output {
            guard input.text.utf8.count < 40 else { throw .refused(.tooMany(input.text.count)) }
            return Output(text: input.text)
        }

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .closed(let who): Code(403, "Closed by \(who).", name: "closed")
            case .tooMany(let count): Code(409, "\(count) are too many.", name: "too_many")
            }
        }

        static func code(explaining words: String) -> Code? {
            Code(400, words, name: "bad_request")
        }
    }

    /// Without a parameter, and without words.
    enum Look: Endpoint {
        typealias Wire = InternalContract
        typealias Refusal = Never

        static let route = Route(
            [.get],
            "/bench",
            "Looks.",
            at: .sandbox,
            in: InternalContract.self,
            access: .everybody
        )
        static let body = BodyKind.json(list: nil)

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by bench: Workbench
        ) async throws(Failure<Never>) -> NoData {
            NoData()
        }
    }
}
