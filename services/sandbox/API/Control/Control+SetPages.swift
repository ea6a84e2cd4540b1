import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/pages`: the pages that the released version of an app has. Until that is
    /// said, it has any; with an empty list again.
    enum SetPages: ControlCall {
        static let route = RawRoute.post("/sandbox/pages")
        static let members = ["appid", "pages"]
        private static let maximum = 200

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Done {
            let appid = try input.optionalText("appid")
            let pages = try input.texts("pages", upTo: maximum, bytes: 1...MiniPage.maximumBytes)
            guard pages.allSatisfy(MiniPage.isName) else {
                throw input.bad("A page is named like \(MiniPage.home).")
            }
            try await sandbox.database.write { connection in
                let app = try Subject.app(appid, connection)
                try MiniCodeStore(connection).setPages(pages, of: app)
            }
            return Done()
        }
    }
}
