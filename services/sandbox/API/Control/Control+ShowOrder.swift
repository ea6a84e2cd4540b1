import Basics
import Contracts
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/orders/{prepay_id}`: an order, for the page that its `h5_url` opens.
    enum ShowOrder: ControlEndpoint {
        static let route = ControlRoutes.showOrder
        static let refuses: [ControlRefusal] = [.prepayUnknown("wx0")]

        struct Input: EndpointInput {
            private static let prepayID = Field.text(
                "prepay_id",
                "The order.",
                octets: ControlFields.octets,
                example: "wx20260115120000"
            ).inPath

            let prepayID: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                prepayID = try fields.read(Self.prepayID)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> PaymentEntry {
            try await sandbox.attempt {
                let order = try await sandbox.database.read {
                    try PayOrderStore($0).order(prepayID: input.prepayID)
                }
                guard let order else { throw ControlRefusal.prepayUnknown(input.prepayID) }
                return PaymentEntry(order, sandbox.clock.now)
            }
        }
    }
}
