import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/shipments/{transaction_id}/receive`: the user says that what was sent for a
    /// payment has come.
    enum ReceiveShipment: ControlCall {
        static let route = RawRoute.post("/sandbox/shipments/{transaction_id}/receive")

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            let number = input.capture("transaction_id")
            try await sandbox.database.write { connection in
                let order = try PayOrderStore(connection).order(transactionID: number)
                guard let order,
                    try ShipmentStore(connection).setReceived(order.id, at: sandbox.clock.now)
                else { throw ControlError.nothingShipped(number) }
            }
            return Done()
        }
    }
}

extension ControlError {
    fileprivate static func nothingShipped(_ number: String) -> ControlError {
        ControlError(
            status: .conflict,
            code: "nothing_shipped",
            message: "Nothing is on its way for the payment \(number)."
        )
    }
}
