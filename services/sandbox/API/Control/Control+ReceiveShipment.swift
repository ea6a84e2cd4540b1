import Basics
import Contracts
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/shipments/{transaction_id}/receive`: the user says that what was sent for a
    /// payment has come.
    enum ReceiveShipment: ControlEndpoint {
        static let route = ControlRoutes.receiveShipment
        static let refuses: [ControlRefusal] = [.nothingShipped("4200000000")]

        struct Input: EndpointInput {
            private static let number = Field.text(
                "transaction_id",
                "WeChat Pay's number of the payment.",
                example: "4200000000"
            ).inPath

            let number: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                number = try fields.read(Self.number)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                let number = input.number
                try await sandbox.database.write { connection in
                    let order = try PayOrderStore(connection).order(transactionID: number)
                    guard let order,
                        try ShipmentStore(connection).setReceived(order.id, at: sandbox.clock.now)
                    else { throw ControlRefusal.nothingShipped(number) }
                }
                return NoData()
            }
        }
    }
}
