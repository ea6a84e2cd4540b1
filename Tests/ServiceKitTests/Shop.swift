import Basics
import Contracts
import HTTP
import ServiceKit

/// A small service with an endpoint of every kind, for the tests of what is around them.
struct Shop: Sendable {
    enum Refusal: Error {
        case soldOut
    }

    /// What `buy` answers.
    var outcome: Failure<Refusal>?

    func definition() throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        try definition.add([Buy.self, Look.self, Ask.self, Keys.self], by: self)
        return definition
    }

    /// With an identity, every kind of failure, and a code of its own for faults.
    enum Buy: Endpoint {
        typealias Wire = PointsContract

        static let route = Route.post("/api/buy/")
        static let aliases = [Route.post("/api/purchase")]
        static let bodyLimit = 64
        static let fault: Code? = Code(-4, "购买失败")

        struct Input: WireInput {
            let name: String
            let number: Int64?

            init(_ wire: Parameters) throws(ParameterProblem) {
                name = try wire.text("name")
                number = try wire.optionalInteger("number")
            }
        }

        struct Output: Encodable {
            let openid: String
            let name: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by shop: Shop
        ) async throws(Failure<Shop.Refusal>) -> Output {
            if let outcome = shop.outcome { throw outcome }
            guard let identity = caller.identity else { throw .fault }
            return Output(openid: identity.openid.text, name: input.name)
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

        static let route = Route.get("/miniprog/wx_auth/look/{name}")
        static let access = Access.open
        static let missing = Code(9, "缺少参数")
        static let malformed: Code? = Code(8, "参数错误")

        struct Input: WireInput {
            let page: Int64

            init(_ wire: Parameters) throws(ParameterProblem) {
                page = try wire.integer("page")
            }
        }

        struct Output: Encodable, AnswerHeaders {
            let name: String
            let known: Bool
            var answerHeaders: [(name: String, value: String)] {
                [(InternalHeader.sessionChanged, "sid-1")]
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by shop: Shop
        ) async throws(Failure<Never>) -> Output {
            Output(name: caller.capture("name"), known: caller.identity != nil)
        }
    }

    /// Between processes.
    enum Ask: Endpoint {
        typealias Wire = InternalContract
        typealias Refusal = Never

        static let route = Route.post("/internal/ask")

        struct Input: WireInput {
            let question: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                question = try wire.text("question")
            }
        }

        struct Output: Encodable {
            let answer: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by shop: Shop
        ) async throws(Failure<Never>) -> Output {
            Output(answer: input.question)
        }
    }

    /// For everybody.
    enum Keys: Endpoint {
        typealias Wire = InternalContract
        typealias Input = NoInput
        typealias Refusal = Never

        static let route = Route.get("/keys")
        static let access = Access.everybody

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by shop: Shop
        ) async throws(Failure<Never>) -> NoData {
            NoData()
        }
    }
}
