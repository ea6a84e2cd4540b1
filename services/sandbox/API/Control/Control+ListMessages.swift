import Basics
import HTTP
import JSON
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/messages`: the subscribe messages that were sent, of one user or all, newest
    /// first.
    enum ListMessages: ControlEndpoint {
        static let route = ControlRoutes.listMessages

        struct Input: EndpointInput {
            let page: ListPage
            let user: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                page = try ListPage(fields)
                user = try fields.readIfPresent(ControlFields.user)
            }
        }

        struct Output: ShapedPayload {
            struct Item: Encodable {
                let appid: String
                let user: String
                let openid: String
                let template_id: String
                let page: String
                let miniprogram_state: String
                let lang: String
                let data: JSONValue
                let at: Int64
            }

            static let schema = Schema.object([
                SchemaMember(
                    "messages",
                    .list(
                        .object([
                            SchemaMember("appid", .text()), SchemaMember("user", .text()),
                            SchemaMember("openid", .text()), SchemaMember("template_id", .text()),
                            SchemaMember("page", .text()),
                            SchemaMember("miniprogram_state", .text()),
                            SchemaMember("lang", .text()), SchemaMember("data", .anything),
                            SchemaMember("at", .integer()),
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
                    try MessageStore($0).all(of: input.user, before: page.after, limit: page.rows)
                }
                let (shown, next) = page.cut(messages) { $0.id.rawValue }
                return Output(
                    messages: try shown.map {
                        Output.Item(
                            appid: $0.appid,
                            user: $0.person,
                            openid: $0.openid,
                            template_id: $0.template,
                            page: $0.page,
                            miniprogram_state: $0.version,
                            lang: $0.lang,
                            data: try JSON.parse($0.data),
                            at: $0.at
                        )
                    },
                    next: next
                )
            }
        }
    }
}
