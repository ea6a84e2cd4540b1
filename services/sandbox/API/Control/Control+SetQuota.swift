import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/quotas`: how often an endpoint may be called in a minute or a day, or a code
    /// be made at all, instead of what WeChat allows.
    enum SetQuota: ControlCall {
        static let route = RawRoute.post("/sandbox/quotas")
        static let members = ["path", "span", "maximum"]

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            let name = try input.text("path")
            guard name == Quota.codes || WeChatAPI.endpoints.contains(where: { $0.path == name })
            else {
                throw input.bad("path has to be one of WeChat's interfaces, or \(Quota.codes).")
            }
            guard let span = Quota.Span(rawValue: try input.text("span")) else {
                throw input.bad("span has to be minute, day or ever.")
            }
            let maximum = try input.integer("maximum", in: 0...1_000_000_000)
            try await sandbox.database.write {
                try QuotaStore($0).set(Quota(name: name, span: span, maximum: maximum))
            }
            return Done()
        }
    }
}
