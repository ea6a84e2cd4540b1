import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/phone-code`: what the button that asks for the phone number gives on a newer
    /// phone. Good once, for five minutes, and for nothing else.
    enum MakePhoneCode: ControlEndpoint {
        static let route = ControlRoutes.makePhoneCode
        static let refuses = Subject.refuses + [.phoneMissing]

        static func answer(
            _ subject: Subject,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> MakeCode.Output {
            try await sandbox.attempt {
                try await sandbox.database.write { connection in
                    let (person, app) = try subject.find(connection)
                    // A phone without a number asks for one before it gives a code.
                    guard !person.profile.phone.isEmpty else { throw ControlRefusal.phoneMissing }
                    return MakeCode.Output(
                        code: try sandbox.makeCode(.phone, person, for: app, connection)
                    )
                }
            }
        }
    }
}
