import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/phone-code`: what the button that asks for the phone number gives on a newer
    /// phone. Good once, for five minutes, and for nothing else.
    enum MakePhoneCode: ControlCall {
        static let route = RawRoute.post("/sandbox/phone-code")
        static let members = Subject.members

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> MakeCode.Output {
            let subject = try Subject(input)
            return try await sandbox.database.write { connection in
                let (person, app) = try subject.find(connection)
                // A phone without a number asks for one before it gives a code.
                guard !person.profile.phone.isEmpty else { throw ControlError.phoneMissing }
                return MakeCode.Output(
                    code: try sandbox.makeCode(.phone, person, for: app, connection)
                )
            }
        }
    }
}
