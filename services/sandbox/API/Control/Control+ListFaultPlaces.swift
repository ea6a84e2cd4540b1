import Basics
import HTTP
import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/fault-places?path=`: where faults can strike, and which at one place.
    enum ListFaultPlaces: ControlEndpoint {
        static let route = ControlRoutes.listFaultPlaces

        struct Input: EndpointInput {
            private static let path = Field.text(
                "path",
                "The place whose kinds are asked for.",
                octets: 1...256,
                example: "/v3/*"
            )

            let path: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                path = try fields.readIfPresent(Self.path)
            }
        }

        struct Output: Payload {
            let places: [String]
            /// The kinds at the path; none where there is no such place.
            let kinds: [String]
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            Output(
                places: FaultPath.addresses + [FaultPath.callback] + FaultPath.callbacks
                    + sandbox.neighbours.map { FaultPath.storagePrefix + $0.name },
                kinds: input.path.flatMap { FaultPath($0) }.map(FaultOrder.kinds) ?? []
            )
        }
    }
}
