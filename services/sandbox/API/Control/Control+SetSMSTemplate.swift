import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/sms/templates`: what a template says, with `{1}` (Tencent Cloud) or `${name}`
    /// (Aliyun) where values go. Of one that nobody described the values are shown alone.
    enum SetSMSTemplate: ControlCall {
        static let route = RawRoute.post("/sandbox/sms/templates")
        static let members = ["provider", "template_id", "text"]

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            guard let provider = SMSProvider(rawValue: try input.text("provider")) else {
                throw input.bad("provider has to be tencent or aliyun.")
            }
            let template = try input.text("template_id")
            let text = try input.text("text", bytes: 1...1024)
            try await sandbox.database.write {
                try SMSStore($0).setTemplate(template, of: provider, text)
            }
            return Done()
        }
    }
}
