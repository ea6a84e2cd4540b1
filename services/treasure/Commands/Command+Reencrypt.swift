import Loops
import ServiceKit
import Storage
import Vault

extension Command {
    /// `kumquat-treasure reencrypt`: seals what older data keys sealed under the newest one, also
    /// while the process runs. The keys of merchants have a command of their own.
    static let reencrypt = Command(
        "reencrypt",
        "seals winners' addresses under the newest data key; may be stopped and run again"
    ) { process in
        let database = try process.serviceDatabase(migrations: TreasureMigrations.all)
        let vault = try DataVault(process)
        let count = try await ClaimResealing(database: database, vault: vault).run()
        await database.file.close()
        OwnProcess.say("\(count.changed) changed, \(count.unreadable) unreadable\n")
        return count.unreadable == 0 ? 0 : 1
    }
}
