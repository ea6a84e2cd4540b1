import Basics
import JSON
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/sms`: what was sent to a phone (`mobile`), or to all, newest first.
    enum ListSMS: ControlCall {
        static let route = RawRoute.get("/sandbox/sms")
        static let members = ListPage.members + ["mobile"]

        struct Output: Encodable {
            struct Item: Encodable {
                let mobile: String
                let text: String
                let params: JSONValue
                let at: Int64
                let provider: String
            }

            let messages: [Item]
            let next: Int64?
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let page = try ListPage(input)
            // In a query a plus sign is a blank.
            let mobile = try input.optionalText("mobile")?.replacing(" ", with: "+")
            let messages = try await sandbox.database.read {
                try SMSStore($0).all(
                    to: mobile.map { MobileNumber.normal($0) ?? $0 },
                    before: page.after,
                    limit: page.rows
                )
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
