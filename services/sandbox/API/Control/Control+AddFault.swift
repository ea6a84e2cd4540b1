import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/faults`: the next `times` calls (one, if nothing is said) to a path go wrong,
    /// from the `nth` on; or, with the path `storage:<service>`, the next commits of a process.
    /// A list of such steps, or `{script, steps}`, is a script: all of it is taken, or nothing.
    enum AddFault: ControlCall {
        static let route = RawRoute.post("/sandbox/faults")
        static let members = FaultOrder.members + ["script", "steps"]
        static let listMember: String? = "steps"
        private static let maximumSteps = 200

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> FaultsOutput {
            let orders = try orders(input)
            let script = try input.optionalText("script") ?? ""
            let added = try await sandbox.addFaults(orders, script: script)
            return FaultsOutput(faults: added.map(FaultOutput.init))
        }

        private static func orders(_ input: ControlInput) throws -> [FaultOrder] {
            guard input.has("steps") else { return [try FaultOrder(input)] }
            for name in FaultOrder.members where input.has(name) {
                throw input.bad("\(name) belongs into a step when there are steps.")
            }
            return try input.objects(
                "steps",
                called: "step",
                count: 1...maximumSteps,
                knowing: FaultOrder.members
            ).map { try FaultOrder($0) }
        }
    }
}
