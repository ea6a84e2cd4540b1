import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/callbacks/{id}/resend`: sends it once more now, whatever became of it.
    enum ResendCallback: ControlCall {
        static let route = RawRoute.post("/sandbox/callbacks/{id}/resend")

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> DeliveryOutput {
            let text = input.capture("id")
            guard let number = Int64(text) else { throw ControlError.callbackUnknown(text) }
            let callback = try await sandbox.database.write {
                try PayCallbackStore($0).take(ID(number))
            }
            guard let callback else { throw ControlError.callbackUnknown(text) }
            return DeliveryOutput(try await sandbox.deliver(callback))
        }
    }
}
