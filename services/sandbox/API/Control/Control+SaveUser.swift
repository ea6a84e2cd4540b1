import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/users`: a WeChat user; the same name again changes what is given.
    enum SaveUser: ControlEndpoint {
        static let route = ControlRoutes.saveUser
        static let refuses: [ControlRefusal] = [.tooManyUsers]

        struct Input: EndpointInput {
            private static let name = Field.text(
                "name",
                "What control calls call the user.",
                octets: ControlFields.octets,
                example: "lili"
            )
            private static let nickname = Field.textAsSent(
                "nickname",
                "The user's name in WeChat, which may hold whatever people type there.",
                octets: 0...128,
                example: "莉莉"
            )
            private static let phone = Field.text(
                "phone",
                "The number of the user's phone.",
                octets: 5...20
            )
            .map(example: "13900139000", expecting: "5 to 20 digits") { phone in
                phone.utf8.allSatisfy { (0x30...0x39).contains($0) } ? phone : nil
            }
            private static let avatar = Field.text(
                "avatar",
                "The address of a picture.",
                octets: 0...1024,
                example: "https://example.com/a.png"
            )
            private static let gender = Field.integer(
                "gender",
                "0: unknown, 1: a man, 2: a woman.",
                in: 0...2
            )
            private static let unionid = Field.flag(
                "unionid",
                "Whether WeChat tells the user's unionid."
            )
            private static let steps = Field.integers(
                "steps",
                "Steps a day, the present day last.",
                upTo: 31,
                in: 0...1_000_000
            )

            let name: String
            private let nickname: String?
            private let phone: String?
            private let avatar: String?
            private let gender: Int64?
            private let hasUnionid: Bool?
            private let steps: [Int64]?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                name = try fields.read(Self.name)
                nickname = try fields.readIfPresent(Self.nickname)
                phone = try fields.readIfPresent(Self.phone)
                avatar = try fields.readIfPresent(Self.avatar)
                gender = try fields.readIfPresent(Self.gender)
                hasUnionid = try fields.readIfPresent(Self.unionid)
                steps = try fields.readIfPresent(Self.steps)
            }

            func change(_ profile: inout Person.Profile) {
                profile.nickname = nickname ?? profile.nickname
                profile.phone = phone ?? profile.phone
                profile.avatar = avatar ?? profile.avatar
                profile.gender = gender ?? profile.gender
                profile.hasUnionid = hasUnionid ?? profile.hasUnionid
                profile.steps = steps ?? profile.steps
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> UserOutput {
            try await sandbox.attempt {
                try await sandbox.database.write { connection in
                    let person = try sandbox.save(input.name, connection, change: input.change)
                    return try sandbox.show(person, in: AppStore(connection).all(), connection)
                }
            }
        }
    }
}
