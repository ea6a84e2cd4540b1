import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/faults`: what is still to go wrong. Of storage faults it shows what was asked
    /// for, since the process itself counts them.
    enum ListFaults: ControlCall {
        static let route = Route.get("/sandbox/faults")

        struct Output: Encodable {
            struct Item: Encodable {
                let path: String
                let kind: String
                let times: Int64
                let errcode: Int64?
            }

            let faults: [Item]
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let faults = try await sandbox.database.read { try FaultStore($0).all() }
            return Output(
                faults: faults.map {
                    Output.Item(
                        path: $0.path,
                        kind: $0.kind,
                        times: $0.times,
                        errcode: $0.kind == Fault.Kind.errcode.rawValue ? $0.errcode : nil
                    )
                }
            )
        }
    }
}
