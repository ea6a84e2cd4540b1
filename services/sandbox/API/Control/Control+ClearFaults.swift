import Basics
import Contracts
import HTTP
import ServiceKit

extension ControlAPI {
    /// `DELETE /sandbox/faults`: nothing is to go wrong any more; with `?script=`, nothing of that
    /// script.
    enum ClearFaults: ControlEndpoint {
        static let route = ControlRoutes.clearFaults
        static let refuses: [ControlRefusal] = [
            .scriptUnknown("bad day"), .serviceNotDone("points"),
        ]

        struct Input: EndpointInput {
            private static let script = Field.text(
                "script",
                "The script whose faults are forgotten; all faults without it.",
                octets: ControlFields.octets,
                example: "bad day"
            )

            let script: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                script = try fields.readIfPresent(Self.script)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                if let script = input.script {
                    let count = try await sandbox.clearFaults {
                        $0.script.utf8.elementsEqual(script.utf8)
                    }
                    guard count > 0 else { throw ControlRefusal.scriptUnknown(script) }
                } else {
                    try await sandbox.clearFaults()
                }
                return NoData()
            }
        }
    }
}
