import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/payout-switch`: whether red packets are paid out at all.
    enum ReadSwitch: AdminEndpoint {
        static let route = TreasureAdminRoutes.readSwitch

        struct Output: Payload {
            let stopped: Bool
            /// Since when, by whom and why; not there if nobody ever touched it.
            let since: String?
            let operator_name: String?
            let reason: String?
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> Output {
            let position = try await treasure.database.read(refusing: Never.self) {
                try OfficeStore($0).position(of: .payoutsStopped)
            }
            return Output(
                stopped: position?.isOn ?? false,
                since: position.map { adminTime($0.at) },
                operator_name: position?.administrator,
                reason: position?.reason
            )
        }
    }
}
