import Basics
import HTTP
import JSON
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/sms`: what was sent to a phone (`mobile`), or to all, newest first.
    enum ListSMS: ControlEndpoint {
        static let route = ControlRoutes.listSMS

        struct Input: EndpointInput {
            private static let mobile = Field.text(
                "mobile",
                "The number that messages were sent to; all without it.",
                octets: ControlFields.octets,
                example: "13800138001"
            )

            let page: ListPage
            let mobile: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                page = try ListPage(fields)
                // In a query a plus sign is a blank.
                let mobile = try fields.readIfPresent(Self.mobile)?.replacing(" ", with: "+")
                self.mobile = mobile.map { MobileNumber.normal($0) ?? $0 }
            }
        }

        struct Output: ShapedPayload {
            struct Item: Encodable {
                let mobile: String
                let text: String
                let params: JSONValue
                let at: Int64
                let provider: String
            }

            static let schema = Schema.object([
                SchemaMember(
                    "messages",
                    .list(
                        .object([
                            SchemaMember("mobile", .text()), SchemaMember("text", .text()),
                            SchemaMember("params", .anything), SchemaMember("at", .integer()),
                            SchemaMember("provider", .text()),
                        ])
                    )
                ),
                SchemaMember("next", .integer(), isRequired: false),
            ])

            let messages: [Item]
            let next: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let page = input.page
                let messages = try await sandbox.database.read {
                    try SMSStore($0).all(to: input.mobile, before: page.after, limit: page.rows)
                }
                let (shown, next) = page.cut(messages) { $0.id }
                return Output(
                    messages: try shown.map {
                        Output.Item(
                            mobile: $0.mobile,
                            text: $0.text,
                            params: try JSON.parse($0.params),
                            at: $0.at.seconds,
                            provider: $0.provider
                        )
                    },
                    next: next
                )
            }
        }
    }
}
