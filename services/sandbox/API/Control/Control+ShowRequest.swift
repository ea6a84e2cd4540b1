import Basics
import HTTP
import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/requests/{id}`: one request with headers and bodies, why its signature was no
    /// good, and how to repeat it.
    enum ShowRequest: ControlEndpoint {
        static let route = ControlRoutes.showRequest
        static let refuses: [ControlRefusal] = [.requestUnknown("1")]

        struct Input: EndpointInput {
            private static let id = Field.text("id", "Which one.", example: "1").inPath

            let id: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = try fields.read(Self.id)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> RequestOutput {
            guard let number = Int64(input.id),
                let found = sandbox.requests.all.first(where: { $0.id == number })
            else { throw .refused(.requestUnknown(input.id)) }
            return RequestOutput(found)
        }
    }
}
