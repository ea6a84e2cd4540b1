import Basics
import Contracts
import HTTP
import ServiceKit

/// A small service with an endpoint of every kind, for the tests of what is around them.
struct Shop: Sendable {
    enum Refusal: Error, CaseIterable {
        case soldOut
    }

    /// What `buy` answers.
    var outcome: Failure<Refusal>?

    static let endpoints: [any Endpoint<Shop>.Type] = [
        Buy.self, Look.self, Ask.self, Keys.self, Till.self,
    ]

    func definition() throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        try definition.add(Self.endpoints, by: self)
        return definition
    }

    /// With an identity, every kind of failure, and a code of its own for faults.
    enum Buy: Endpoint {
        typealias Wire = PointsContract

        static let route = Route(
            [.post],
            "/api/buy/",
            "Buys something.",
            at: .points,
            in: PointsContract.self,
            access: .identity,
            aliases: ["/api/purchase"],
            bodyLimit: 64
        )
        static let fault: Code? = Code(-4, "购买失败")

        struct Input: EndpointInput {
            private static let name = Field.text("name", "What.")
            private static let number = Field.integer("number", "How many.", in: 1...99)

            let name: String
            let number: Int64?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                name = try fields.read(Self.name)
                number = try fields.readIfPresent(Self.number)
            }
        }

        struct Output: Payload {
            let openid: String
            let name: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by shop: Shop
        ) async throws(Failure<Shop.Refusal>) -> Output {
            if let outcome = shop.outcome { throw outcome }
            return Output(openid: caller.identity.openid.text, name: input.name)
        }

        static func code(for refusal: Shop.Refusal) -> Code {
            switch refusal {
            case .soldOut: Code(-2, "卖完了")
            }
        }
    }

    /// Open, with a capture, header fields in the answer, and codes of its own.
    enum Look: Endpoint {
        typealias Wire = WxAuthContract
        typealias Refusal = Never

        static let route = Route(
            [.get],
            "/miniprog/wx_auth/look/{name}",
            "Looks at something.",
            at: .auth,
            in: WxAuthContract.self,
            access: .open
        )
        static let missing = Code(9, "缺少参数")
        static let malformed: Code? = Code(8, "参数错误")

        struct Input: EndpointInput {
            private static let name = Field.text("name", "At what.").inPath
            private static let page = Field.integer("page", "Which page.")

            let name: String
            let page: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                name = try fields.read(Self.name)
                page = try fields.read(Self.page)
            }
        }

        struct Output: Payload, AnswerHeaders {
            let name: String
            let known: Bool
            var answerHeaders: [(name: String, value: String)] {
                [(InternalHeader.sessionChanged, "sid-1")]
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity?>,
            by shop: Shop
        ) async throws(Failure<Never>) -> Output {
            Output(name: input.name, known: caller.identity != nil)
        }
    }

    /// Between processes.
    enum Ask: Endpoint {
        typealias Wire = InternalContract
        typealias Refusal = Never

        static let route = Route(
            [.post],
            "/internal/ask",
            "Asks.",
            at: .points,
            in: InternalContract.self,
            access: .service
        )

        struct Input: EndpointInput {
            private static let question = Field.text("question", "What is asked.")

            let question: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                question = try fields.read(Self.question)
            }
        }

        struct Output: Payload {
            let answer: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by shop: Shop
        ) async throws(Failure<Never>) -> Output {
            Output(answer: input.question)
        }
    }

    /// For everybody.
    enum Keys: Endpoint {
        typealias Wire = InternalContract
        typealias Refusal = Never

        static let route = Route(
            [.get],
            "/keys",
            "Keys.",
            at: .points,
            in: InternalContract.self,
            access: .everybody
        )

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by shop: Shop
        ) async throws(Failure<Never>) -> NoData {
            NoData()
        }
    }

    /// For the back office.
    enum Till: Endpoint {
        typealias Wire = InternalContract
        typealias Refusal = Never

        static let route = AdminRouteGroup(.points)
            .route(.get, to: "till", for: .finance, .owner, summary: "What is in the till.")
        static let mediaTypes = ["text/plain"]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by shop: Shop
        ) async throws(Failure<Never>) -> Download {
            Download("text/plain", Bytes(caller.administrator.name.utf8))
        }
    }
}
