import Basics
import Crypto
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/session`: what `wx.checkSession` goes by on a phone. The key itself stays here:
    /// WeChat gives it to back ends alone.
    enum ReadSession: ControlEndpoint {
        static let route = ControlRoutes.readSession
        static let refuses = Subject.refuses

        struct Output: Payload {
            /// Whether a back end has ever traded a code of the user's in this app.
            let is_logged_in: Bool
            /// Another one when the session key is another one.
            let key_digest: String
        }

        static func answer(
            _ subject: Subject,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let (person, app) = try subject.find(connection)
                    let people = PersonStore(connection)
                    guard let place = try people.place(of: person, in: app) else {
                        throw BrokenFile("a user without an openid")
                    }
                    return Output(
                        is_logged_in: try people.isVisitor(person.id, in: app.id),
                        key_digest: Hex.encode(SHA256.hash(Bytes(place.sessionKey.utf8)))
                    )
                }
            }
        }
    }
}
