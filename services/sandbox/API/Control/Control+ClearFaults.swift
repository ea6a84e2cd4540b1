import ServiceKit

extension ControlAPI {
    /// `DELETE /sandbox/faults`: nothing is to go wrong any more; with `?script=`, nothing of that
    /// script.
    enum ClearFaults: ControlCall {
        static let route = RawRoute.delete("/sandbox/faults")
        static let members = ["script"]

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            if let script = try input.optionalText("script") {
                let count = try await sandbox.clearFaults {
                    $0.script.utf8.elementsEqual(script.utf8)
                }
                guard count > 0 else { throw ControlError.scriptUnknown(script) }
            } else {
                try await sandbox.clearFaults()
            }
            return Done()
        }
    }
}
