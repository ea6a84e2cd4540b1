import Basics
import Contracts
import HTTP
import ServiceKit

extension ControlAPI {
    /// `DELETE /sandbox/faults/{id}`: one of them is not to happen. Commits that were to fail are
    /// forgotten for that process altogether.
    enum RemoveFault: ControlEndpoint {
        static let route = ControlRoutes.removeFault
        static let refuses: [ControlRefusal] = [.faultUnknown("1"), .serviceNotDone("points")]

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
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                let id = input.id
                let count = try await sandbox.clearFaults { String($0.id.rawValue) == id }
                guard count > 0 else { throw ControlRefusal.faultUnknown(id) }
                return NoData()
            }
        }
    }
}
