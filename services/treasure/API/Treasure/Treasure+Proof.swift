import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `GET /api/treasure/proof?code=…`: that the draw of a task was fair; for a browser the page that
    /// computes it again, else JSON.
    enum Proof: Endpoint {
        typealias Service = TreasureService
        typealias Wire = TreasureContract

        static let route = TreasureRoutes.proof

        struct Input: EndpointInput {
            private static let code = Field.text("code", "The task.", example: "23456789abcd")

            /// The page asks for it itself.
            let code: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                code = try fields.readIfPresent(Self.code)
            }
        }

        struct Proven: Payload {
            let version: String
            let code: String
            /// Empty for a task that was taken away.
            let name: String
            let is_ended: Int64
            let prize_num: Int64
            let forecast_num: Int64
            let interval: Int64
            let fluctuation: Int64
            let max_depth: Int64
            let now_depth: Int64
            let commitment: String
            /// In hex, as all that follows once the task has ended.
            let seed: String?
            let prizes: [ProvenPrize]?
        }

        struct ProvenPrize: Payload {
            let prize: Int64
            let depth: Int64
            let is_found: Int64
        }

        enum Output: EndpointOutput {
            case page
            case proof(Proven)

            static var content: OutputContent { Proven.content }

            func response<Wire: Contract>(
                _ success: Code,
                in contract: Wire.Type
            ) throws -> Response {
                switch self {
                case .page: return ProofPage.response
                case .proof(let proof):
                    var response = try proof.response(success, in: contract)
                    response.headers.set("Vary", "Accept")
                    return response
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by treasure: TreasureService
        ) async throws(Failure<DrawProof.Refusal>) -> Output {
            // Only browsers ask for pages by name.
            if caller.headers["Accept"]?.contains("text/html") == true { return .page }
            guard let text = input.code else { throw .refused(.codeMissing) }
            guard let code = TaskCode(text) else { throw .refused(.taskUnknown) }
            return .proof(Proven(try await treasure.proof(of: code)))
        }

        static func code(for refusal: DrawProof.Refusal) -> Code {
            switch refusal {
            case .codeMissing: TreasureContract.missing
            case .taskUnknown: Code(refused, taskUnknown)
            }
        }
    }
}

extension TreasureAPI.Proof.Proven {
    fileprivate init(_ proof: DrawProof) {
        let task = proof.task
        let hunt = task.terms.hunt
        self.init(
            version: Draw.version.description,
            code: task.code.text,
            name: task.isPublished ? task.words.name : "",
            is_ended: task.state.isOver ? 1 : 0,
            prize_num: hunt.prizes,
            forecast_num: hunt.forecast,
            interval: hunt.interval,
            fluctuation: hunt.fluctuation,
            max_depth: hunt.maxDepth,
            now_depth: task.depth,
            commitment: proof.commitment,
            seed: proof.outcome?.seed,
            prizes: proof.outcome?.prizes
                .map { prize in
                    TreasureAPI.Proof.ProvenPrize(
                        prize: prize.number,
                        depth: prize.depth,
                        is_found: prize.wonAt == nil ? 0 : 1
                    )
                }
        )
    }
}
