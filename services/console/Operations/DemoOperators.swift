import Basics
import ConsoleDomain
import Crypto
import Loops
import ServiceKit
import Storage

/// In the sandbox environment alone: one operator of each role, so that there is something to try.
/// Their passwords are made at the first start, and kept in a file of the home; nothing of it is
/// the same in another home.
extension ConsoleService {
    /// `NAME PASSWORD [SECRET]`, a line each.
    static let demoFile = "console-operators.txt"
    /// Nobody's: there are none yet.
    static let demoMerchant: Int64 = 1
    private static let quick = Scrypt(costLog: 10, blockSize: 8, parallel: 1) ?? .passwords
    private static let passwordSigns: StaticString = "abcdefghijkmnpqrstuvwxyz23456789"

    func makeDemoOperators(in home: String) async throws {
        let path = "\(home)/\(Self.demoFile)"
        guard !SmallFile.exists(path) else { return }
        let isNew = try await database.read {
            try OperatorStore($0).list(after: 0, upTo: 1).isEmpty
        }
        guard isNew else { return }
        var lines = ["# name, password, secret of the authenticator (base 32). Sandbox only."]
        var people:
            [(name: String, appointment: Appointment, stored: StoredPassword, totp: Bytes?)] =
                []
        // A hundred random bits need no slow hash, and nobody is to wait for nine of them.
        let quick = PasswordHasher(random, scrypt: Self.quick)
        for role in Role.allCases {
            let appointment = try Appointment([role], merchants: [Self.demoMerchant])
            let password = random.text(20, from: Self.passwordSigns)
            let secret = role.needsSecondFactor ? random.bytes(TOTP.secretBytes) : nil
            let stored = try await quick.hash(password)
            people.append(
                (
                    "demo-\(role.rawValue)", appointment, stored,
                    try secret.map { try seal(totp: $0) }
                )
            )
            let words =
                ["demo-\(role.rawValue)", password] + (secret.map { [Base32.encode($0)] } ?? [])
            lines.append(words.joined(separator: " "))
        }
        let (token, hash) = newToken()
        lines.append("# the first owner's own link, good for a quarter of an hour, once:")
        lines.append("# \(link(token))")
        let time = now
        try await database.write { [people] connection in
            let store = OperatorStore(connection)
            for person in people {
                guard let id = try store.add(person.name, person.appointment, at: time) else {
                    throw StorageError.corrupt
                }
                try store.setPassword(person.stored, of: id)
                try store.setTOTP(person.totp, step: nil, of: id)
            }
            _ = try Self.invite(
                "owner",
                Appointment([.owner], merchants: []),
                token: hash,
                until: time.adding(seconds: Self.firstSeconds),
                at: time,
                in: connection
            )
        }
        let text = lines.joined(separator: "\n") + "\n"
        _ = try SmallFile.create(path, Bytes(text.utf8))
        log.notice("operators to try were made", ["file": .text(path)])
    }
}
