import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/templates`: a template for subscribe messages in an app's console.
    enum AddTemplate: ControlCall {
        static let route = RawRoute.post("/sandbox/templates")
        static let members = ["appid", "template_id"]

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            let appid = try input.optionalText("appid")
            let template = try input.text("template_id")
            try await sandbox.database.write { connection in
                let app = try Subject.app(appid, connection)
                try MessageStore(connection).addTemplate(template, app)
            }
            return Done()
        }
    }
}
