import AuthDomain
import Basics
import ServiceKit

/// `kumquat-auth sessions …`: log-ins.
enum SessionsCommand {
    private static let usage = """
        usage:
          kumquat-auth sessions list UID
          kumquat-auth sessions revoke SID
        """

    static let command = OfficeCommand.make(
        "sessions",
        "lists and revokes sessions",
        usage: usage
    ) { auth, words in
        guard words.words.count == 2, words.has(only: []) else { throw OfficeCommand.Misused() }
        switch words.words[0] {
        case "list":
            guard let uid = words.number(at: 1) else { throw OfficeCommand.Misused() }
            for session in try await auth.sessions(of: ID(uid)) {
                let created = CivilZone.china.text(at: session.term.created)
                let expires = CivilZone.china.text(at: session.term.expires)
                print("\(session.sid)  iid \(session.iid)  from \(created) to \(expires)")
            }
        case "revoke":
            try await auth.revoke(words.words[1], by: OfficeCommand.who)
            print("the session is revoked")
        default: throw OfficeCommand.Misused()
        }
    }
}
