import Basics
import Contracts
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/pages`: the pages that the released version of an app has. Until that is
    /// said, it has any; with an empty list again.
    enum SetPages: ControlEndpoint {
        static let route = ControlRoutes.setPages
        static let refuses: [ControlRefusal] = [.appUnknown("wx0")]

        struct Input: EndpointInput {
            private static let pages = Field.texts(
                "pages",
                "The pages, without a leading slash and without parameters.",
                upTo: 200,
                octets: 1...MiniPage.maximumBytes,
                example: MiniPage.home
            )

            let appid: String?
            let pages: [String]

            init(_ fields: FieldReader) throws(ParameterProblem) {
                appid = try fields.readIfPresent(ControlFields.appid)
                pages = try fields.read(Self.pages)
                guard pages.allSatisfy(MiniPage.isName) else {
                    throw .explained("A page is named like \(MiniPage.home).")
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> NoData {
            try await sandbox.attempt {
                try await sandbox.database.write { connection in
                    let app = try Subject.app(input.appid, connection)
                    try MiniCodeStore(connection).setPages(input.pages, of: app)
                }
                return NoData()
            }
        }
    }
}
