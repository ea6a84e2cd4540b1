import Basics
import HTTP
import ServiceKit

extension ControlAPI {
    /// `POST /sandbox/faults`: the next `times` calls (one, if nothing is said) to a path go wrong,
    /// from the `nth` on; or, with the path `storage:<service>`, the next commits of a process.
    /// A list of such steps, or `{script, steps}`, is a script: all of it is taken, or nothing.
    enum AddFault: ControlEndpoint {
        static let route = ControlRoutes.addFault
        static let body = BodyKind.json(list: "steps")
        static let refuses: [ControlRefusal] = [
            .tooManyFaults, .serviceUnknown("points"), .serviceNotRunning("points"),
            .serviceNotDone("points"),
        ]

        struct Input: EndpointInput {
            private static let script = Field.text(
                "script",
                "What the faults are called together.",
                octets: ControlFields.octets,
                example: "bad day"
            )
            private static let steps: Field<[FaultOrder]> = .objects(
                "steps",
                "Several faults at once.",
                count: 1...200,
                called: "step"
            )

            let orders: [FaultOrder]
            let script: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                script = try fields.readIfPresent(Self.script) ?? ""
                guard let steps = try fields.readIfPresent(Self.steps) else {
                    orders = [try FaultOrder(fields)]
                    return
                }
                for field in FaultOrder.declarations where fields.has(field) {
                    throw .explained("\(field.name) belongs into a step when there are steps.")
                }
                orders = steps
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> FaultsOutput {
            try await sandbox.attempt {
                let added = try await sandbox.addFaults(input.orders, script: input.script)
                return FaultsOutput(faults: added.map(FaultOutput.init))
            }
        }
    }
}
