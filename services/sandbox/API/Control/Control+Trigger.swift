import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/trigger {event}`: makes something happen that a merchant is told of.
    enum Trigger: ControlEndpoint {
        static let route = ControlRoutes.trigger
        static let refuses: [ControlRefusal] =
            Subject.refuses + [.notifyMissing, .moneyMissing]

        struct Input: EndpointInput {
            private static let event = Field<TriggeredEvent>.choice(
                "event",
                "What is to happen."
            )
            private static let address = Field.text(
                "notify_url",
                "Who is told; without it whoever was told last of such an event.",
                octets: 1...255
            )
            .map(example: "http://127.0.0.1:8000/notify", expecting: "an http or https URL") {
                NotifyAddress.isUsable($0) ? $0 : nil
            }
            private static let amount = Field.integer(
                "amount",
                "How much, in fen.",
                in: 10...100_000,
                default: 100
            )
            private static let user = Field.text(
                "user",
                "The name of a WeChat user.",
                octets: ControlFields.octets,
                default: "xiaoming",
                example: "xiaoming"
            )

            let event: TriggeredEvent
            let address: String?
            let amount: Money
            let user: String
            let appid: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                event = try fields.read(Self.event)
                address = try fields.readIfPresent(Self.address)
                amount = Money(fen: try fields.read(Self.amount))
                user = try fields.read(Self.user)
                appid = try fields.readIfPresent(ControlFields.appid)
            }
        }

        struct Output: Payload {
            let event: String
            /// The merchant's number of the order, refund or transfer.
            let number: String
            let notify_url: String
            let callback: DeliveryOutput
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let app = try await sandbox.database.read {
                    try Subject.app(input.appid, $0)
                }
                // Its keys are made when it is first asked for.
                _ = try await sandbox.payMerchant(app.mchid)
                let (callbacks, told) = try await sandbox.database.write { connection in
                    try sandbox.trigger(
                        input.event,
                        by: input.user,
                        in: app,
                        input.amount,
                        telling: input.address,
                        connection
                    )
                }
                var delivery = Sandbox.PayDelivery.notSent
                for callback in callbacks { delivery = try await sandbox.deliver(callback) }
                return Output(
                    event: input.event.rawValue,
                    number: told.subject,
                    notify_url: told.url,
                    callback: DeliveryOutput(delivery)
                )
            }
        }
    }
}

/// Where callbacks can be sent.
enum NotifyAddress {
    static func isUsable(_ text: String) -> Bool {
        (text.hasPrefix("http://") || text.hasPrefix("https://"))
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
