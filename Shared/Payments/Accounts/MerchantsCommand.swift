import JSON
import Loops
public import ServiceKit
import Storage

extension Command {
    /// `kumquat-commerce merchants list`, `… set FILE`, `… reencrypt`: the merchant accounts of a
    /// service, in the file of a process that may be running: it uses new keys from its next call
    /// on. `open` gives the payments of the file.
    public static func merchants(
        _ open: @escaping @Sendable (ProcessContext) async throws -> PaymentService
    ) -> Command {
        Command(
            "merchants",
            "lists merchant accounts, takes and reseals their keys",
            usage: MerchantOffice.usage
        ) { process, arguments in
            let office = MerchantOffice(process: process, payments: try await open(process))
            let status = try await office.run(arguments)
            await office.payments.database.file.close()
            return status
        }
    }
}

/// What stands behind the command.
private struct MerchantOffice {
    let process: ProcessContext
    let payments: PaymentService

    static func usage(_ executable: String) -> String {
        """
        usage:
          \(executable) merchants list
          \(executable) merchants set FILE
          \(executable) merchants reencrypt
        FILE is JSON: {"mchid", "serial_no", "private_key", "apiv3_key",
        "platform": {"public_key_id", "public_key"}, "mode"}; keys are PEM texts, mode is
        certificate or public_key. Without platform the account has certificates.
        """
    }

    private var usage: String { Self.usage("kumquat-\(process.name)") + "\n" }

    func run(_ arguments: [String]) async throws -> Int32 {
        switch (arguments.first, arguments.count) {
        case ("list", 1):
            for account in try await payments.accounts.summaries() { say(line(account)) }
            return 0
        case ("set", 2): return try await set(arguments[1])
        case ("reencrypt", 1):
            let (changed, unreadable) = try await payments.accounts.reseal()
            say("\(changed) changed, \(unreadable) unreadable")
            return unreadable == 0 ? 0 : 1
        default:
            OwnProcess.complain(usage)
            return 2
        }
    }

    private func line(_ account: MerchantAccounts.Summary) -> String {
        let certificate = account.serialNumber.map { "certificate \($0)" }
        let mode = account.mode?.rawValue ?? "unreadable"
        return
            ([account.mchid, mode, certificate ?? ""] + account.publicKeyIDs
            + (account.isStopped ? ["(payouts stopped)"] : []))
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private func set(_ path: String) async throws -> Int32 {
        if process.environment.stage == .production, try SmallFile.isOpenToOthers(path) {
            OwnProcess.complain("\(path) may be read by others; chmod 600 it\n")
            return 1
        }
        guard
            let json = try? JSON.parse(try SmallFile.read(path)),
            let keys = MerchantKeys(offered: json)
        else {
            OwnProcess.complain("\(path) is not of the form that it has to have\n" + usage)
            return 2
        }
        do {
            try await payments.setAccount(keys)
        } catch let problem as MerchantKeys.Problem {
            OwnProcess.complain("\(path): \(problem)\n")
            return 1
        }
        say("account \(keys.mchid) has these keys; nothing has to be restarted")
        return 0
    }

    private func say(_ line: String) {
        OwnProcess.say(line + "\n")
    }
}
