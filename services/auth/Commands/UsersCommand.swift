import Basics
import ServiceKit

/// `kumquat-auth users …`: people.
enum UsersCommand {
    private static let usage = """
        usage:
          kumquat-auth users find --openid ID | --unionid ID | --mobile -   (read from standard input)
          kumquat-auth users show UID
          kumquat-auth users ban UID --reason TEXT
          kumquat-auth users unban UID
          kumquat-auth users merge UID OTHER
          kumquat-auth users delete UID
          kumquat-auth users logout UID
          kumquat-auth users set UID [--is-email 0|1] [--is-real-name 0|1] [--is-face 0|1] [--is-mp 0|1]
        """

    static let command = OfficeCommand.make(
        "users",
        "finds, shows and changes users",
        usage: usage
    ) { auth, words in
        let who = OfficeCommand.who
        guard let name = words.words.first else { throw OfficeCommand.Misused() }
        if name == "find" {
            try await find(auth, words)
            return
        }
        guard let number = words.number(at: 1) else { throw OfficeCommand.Misused() }
        let uid = ID<User>(number)
        switch (name, words.words.count) {
        case ("show", 2): try await show(auth, .uid(uid))
        case ("ban", 2):
            guard let reason = words.text("--reason") else { throw OfficeCommand.Misused() }
            let ended = try await auth.ban(uid, by: OfficeCommand.who(because: reason))
            print("user \(uid) is banned; \(ended) sessions ended")
        case ("unban", 2):
            try await auth.unban(uid, by: who)
            print("user \(uid) may log in again")
        case ("delete", 2):
            let count = try await auth.deleteUser(uid, by: who)
            print("user \(uid) is deleted with \(count) WeChat identities")
        case ("logout", 2):
            print("\(try await auth.endSessions(of: uid, by: who)) sessions ended")
        case ("merge", 3):
            guard let other = words.number(at: 2) else { throw OfficeCommand.Misused() }
            print("user \(try await auth.merge(uid, ID(other), by: who)) is left")
        case ("set", 2): try await set(auth, uid, words)
        default: throw OfficeCommand.Misused()
        }
    }

    private static func find(_ auth: AuthService, _ words: Words) async throws {
        if let openid = words.text("--openid") {
            try await show(auth, .openid(ExternalID(openid)))
        } else if let unionid = words.text("--unionid") {
            try await show(auth, .unionid(ExternalID(unionid)))
        } else if words.text("--mobile") == "-", let mobile = readLine() {
            try await show(auth, .mobile(mobile))
        } else {
            throw OfficeCommand.Misused()
        }
    }

    private static func show(_ auth: AuthService, _ search: UserSearch) async throws {
        let found = try await auth.findUsers(search)
        if found.isEmpty { throw Failure<UserRefusal>.refused(.unknown) }
        for user in found { try OfficeCommand.show(AdminAPI.UserLines(user)) }
    }

    private static func set(_ auth: AuthService, _ uid: ID<User>, _ words: Words) async throws {
        func flag(_ option: String) throws -> Bool? {
            switch words.text(option) {
            case nil: nil
            case "0": false
            case "1": true
            default: throw OfficeCommand.Misused()
            }
        }
        let change = FlagChange(
            isEmail: try flag("--is-email"),
            isRealName: try flag("--is-real-name"),
            isFace: try flag("--is-face"),
            isMP: try flag("--is-mp")
        )
        _ = try await auth.setFlags(of: uid, change, by: OfficeCommand.who)
        try await show(auth, .uid(uid))
    }
}
