import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/users`: a WeChat user; the same name again changes what is given.
    enum SaveUser: ControlCall {
        static let route = RawRoute.post("/sandbox/users")
        static let members = ["name", "nickname", "phone", "avatar", "gender", "unionid", "steps"]

        private static let days = 31

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> UserOutput {
            let name = try input.text("name")
            let change = try Change(input)
            return try await sandbox.database.write { connection in
                let person = try sandbox.save(name, connection, change: change.apply)
                return try sandbox.show(person, in: AppStore(connection).all(), connection)
            }
        }

        private struct Change: Sendable {
            let nickname: String?
            let phone: String?
            let avatar: String?
            let gender: Int64?
            let hasUnionid: Bool?
            let steps: [Int64]?

            init(_ input: ControlInput) throws {
                nickname = try input.optionalText("nickname", bytes: 0...128)
                phone = try input.optionalText("phone", bytes: 5...20)
                guard phone?.utf8.allSatisfy({ (0x30...0x39).contains($0) }) ?? true else {
                    throw ControlError.bad("phone has to be digits.")
                }
                avatar = try input.optionalText("avatar", bytes: 0...1024)
                gender = try input.optionalInteger("gender", in: 0...2)
                hasUnionid = try input.optionalBool("unionid")
                steps = try input.optionalIntegers("steps", upTo: days, in: 0...1_000_000)
            }

            func apply(_ profile: inout Person.Profile) {
                profile.nickname = nickname ?? profile.nickname
                profile.phone = phone ?? profile.phone
                profile.avatar = avatar ?? profile.avatar
                profile.gender = gender ?? profile.gender
                profile.hasUnionid = hasUnionid ?? profile.hasUnionid
                profile.steps = steps ?? profile.steps
            }
        }
    }
}
