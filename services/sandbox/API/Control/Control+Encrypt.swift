import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/encrypt`: what a phone gets from `getPhoneNumber`, `getUserProfile` or
    /// `getWeRunData`, under the user's present session key.
    enum Encrypt: ControlCall {
        static let route = RawRoute.post("/sandbox/encrypt")
        static let members = Subject.members + ["kind", "as_user", "as_app", "raw"]

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> SealedOutput {
            let subject = try Subject(input)
            guard let kind = OpenDataKind(rawValue: try input.text("kind")) else {
                throw ControlError.bad("kind has to be phone, profile or werun.")
            }
            let otherName = try input.optionalText("as_user")
            let otherApp = try input.optionalText("as_app")
            let raw = try input.optionalText("raw", bytes: 0...32_768)
            return try await sandbox.database.read { connection in
                let (person, app) = try subject.find(connection)
                let people = PersonStore(connection)
                let shown = try otherName.map { try Subject.person($0, connection) } ?? person
                guard
                    let owner = try people.place(of: person, in: app),
                    let place = try people.place(of: shown, in: app)
                else { throw ControlError.broken }
                let data = OpenDataText(
                    person: shown,
                    place: place,
                    appid: otherApp ?? app.appid,
                    now: sandbox.clock.now
                )
                return try sandbox.seal(raw ?? data.text(kind), of: kind, data, for: owner)
            }
        }
    }
}
