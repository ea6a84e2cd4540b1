import Basics
import Loops
import ServiceKit
import Storage
import Vault

extension Command {
    /// Seals the authenticators' secrets under the newest of `KUMQUAT_DATA_KEYS`, also while the
    /// console runs; may be broken off and run again.
    static let reencrypt = Command(
        "reencrypt",
        "seals the authenticators' secrets under the newest data key"
    ) { process in
        let vault = try DataVault(process)
        let database = try process.database(migrations: ConsoleMigrations.all)
        var (after, count): (Int64, Int) = (0, 0)
        while true {
            let people = try await database.read { [after] in
                try OperatorStore($0).list(after: after, upTo: 100)
            }
            guard let last = people.last else { break }
            after = last.id.rawValue
            for person in people {
                guard let old = person.totp, !vault.isNewest(old) else { continue }
                let purpose = ConsoleService.sealedTOTP
                let new = try vault.seal(vault.open(old, for: purpose), for: purpose)
                let isDone = try await database.write {
                    try OperatorStore($0).reseal(old, as: new, of: person.id)
                }
                if isDone { count += 1 }
            }
        }
        await database.close()
        OwnProcess.say("\(count) secrets were sealed anew\n")
        return 0
    }
}
