import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/codes`: the mini-program codes made, newest first: what a phone would
    /// read from them.
    enum ListCodes: ControlCall {
        static let route = RawRoute.get("/sandbox/codes")
        static let members = ListPage.members

        struct Output: Encodable {
            let codes: [MiniCode]
            let next: Int64?
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let page = try ListPage(input)
            let codes = try await sandbox.database.read {
                try MiniCodeStore($0).all(before: page.after, limit: page.rows)
            }
            let (shown, next) = page.cut(codes) { $0.place }
            return Output(codes: shown.map(\.code), next: next)
        }
    }
}
