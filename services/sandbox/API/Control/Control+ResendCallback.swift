import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/callbacks/{id}/resend`: sends it once more now, whatever became of it.
    enum ResendCallback: ControlEndpoint {
        static let route = ControlRoutes.resendCallback
        static let refuses: [ControlRefusal] = [.callbackUnknown("1")]

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
        ) async throws(Failure<ControlRefusal>) -> DeliveryOutput {
            try await sandbox.attempt {
                guard let number = Int64(input.id) else {
                    throw ControlRefusal.callbackUnknown(input.id)
                }
                let callback = try await sandbox.database.write {
                    try PayCallbackStore($0).take(ID(number))
                }
                guard let callback else { throw ControlRefusal.callbackUnknown(input.id) }
                return DeliveryOutput(try await sandbox.deliver(callback))
            }
        }
    }
}
