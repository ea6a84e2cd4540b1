import Basics
import ConsoleDomain
import Contracts
import HTTP
import JSON
import ServiceKit
import Storage

/// The demo's merchants come after the start, under numbers that nobody knows before.
extension ConsoleService {
    private static let demoStaff = ["demo-clerk", "demo-manager"]
    private static let mostBytes = 1 << 20

    /// Employs the clerk and the manager of the sandbox environment at the first merchants that there
    /// are, once. Lasts as long as the process.
    func employDemoOperators() async {
        var pause = 1000
        while await Pause.milliseconds(pause) {
            pause = 5000
            do {
                if try await employDemoStaff() { break }
            } catch {
                log.info("no merchants for the demo's staff yet", ["cause": .text("\(error)")])
            }
        }
        while await Pause.milliseconds(3_600_000) {}
    }

    /// False while there are no merchants. Whoever somebody has appointed otherwise stays so.
    func employDemoStaff() async throws -> Bool {
        let merchants = try await firstMerchants()
        guard !merchants.isEmpty else { return false }
        try await database.write { connection in
            let store = OperatorStore(connection)
            for name in Self.demoStaff {
                guard let person = try store.find(named: name),
                    person.appointment.merchants == [Self.demoMerchant]
                else { continue }
                let appointment = try Appointment(person.appointment.roles, merchants: merchants)
                try store.change(person.id, appointment, person.state)
            }
        }
        return true
    }

    private func firstMerchants() async throws -> Set<Int64> {
        guard let target = RequestTarget("/admin/commerce/merchants?limit=50") else { return [] }
        let answer = try await passage.ask(
            .commerce,
            .get,
            target,
            headers: HeaderFields(),
            body: .empty,
            requestID: Hex.encode(random.bytes(16)),
            by: .key
        )
        let rows = try JSON.parse(try await answer.body.collect(upTo: Self.mostBytes))["rows"]
        return Set((rows?.array ?? []).compactMap { $0["id"]?.integer })
    }
}
