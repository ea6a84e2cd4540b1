import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/encrypt`: what a phone gets from `getPhoneNumber`, `getUserProfile` or
    /// `getWeRunData`, under the user's present session key.
    enum Encrypt: ControlEndpoint {
        static let route = ControlRoutes.encrypt
        static let refuses = Subject.refuses

        struct Input: EndpointInput {
            private static let kind = Field<OpenDataKind>.choice("kind", "What is encrypted.")
            private static let otherUser = Field.text(
                "as_user",
                "Somebody else whose data it is.",
                octets: ControlFields.octets,
                example: "laowang"
            )
            private static let otherApp = Field.text(
                "as_app",
                "Another appid for the watermark.",
                octets: ControlFields.octets,
                example: "wx6b756d7175617402"
            )
            private static let raw = Field.text(
                "raw",
                "A text that is encrypted instead.",
                octets: 0...32_768,
                example: "{}"
            )

            let subject: Subject
            let kind: OpenDataKind
            let otherUser: String?
            let otherApp: String?
            let raw: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                subject = try Subject(fields)
                kind = try fields.read(Self.kind)
                otherUser = try fields.readIfPresent(Self.otherUser)
                otherApp = try fields.readIfPresent(Self.otherApp)
                raw = try fields.readIfPresent(Self.raw)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> SealedOutput {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let (person, app) = try input.subject.find(connection)
                    let people = PersonStore(connection)
                    let shown =
                        try input.otherUser.map { try Subject.person($0, connection) } ?? person
                    guard
                        let owner = try people.place(of: person, in: app),
                        let place = try people.place(of: shown, in: app)
                    else { throw BrokenFile("a user without an openid") }
                    let data = OpenDataText(
                        person: shown,
                        place: place,
                        appid: input.otherApp ?? app.appid,
                        now: sandbox.clock.now
                    )
                    let text = input.raw ?? data.text(input.kind)
                    return try sandbox.seal(text, of: input.kind, data, for: owner)
                }
            }
        }
    }
}
