import Basics
import JSON
import ServiceKit
import Storage
import TreasureDomain
import Vault

/// Hands goods over, inside of one unit.
struct ClaimDesk {
    let unit: UnitOfWork
    let vault: DataVault
    let task: TreasureTask

    /// Notes where a prize is to be sent, once; the same again changes nothing.
    func send(_ prize: Prize, to address: Claim.Address?) throws {
        let claims = ClaimStore(unit.connection)
        if let known = try claims.claim(prize.id) {
            guard let address, let sealed = known.address else { return }
            guard try Self.open(sealed, of: prize.id, vault) == address else {
                throw Claim.Refusal.addressGiven
            }
            return
        }
        guard let address else { throw Claim.Refusal.addressMissing }
        let sealed = try vault.seal(JSONOutput.encode(address), for: Self.purpose(prize.id))
        guard
            try PrizeStore(unit.connection)
                .move(prize.id, from: .undrawn, to: .drawn, at: unit.now),
            try claims.add(prize, address: sealed, at: unit.now)
        else { throw StorageError.busy }
        _ = try TaskStore(unit.connection).settle(task.id)
    }

    /// Gives the code by which a prize is handed over, the same one every time.
    func handOut(_ prize: Prize, _ codes: [VerifyCode]) throws -> TreasureService.ClaimAnswer {
        let claims = ClaimStore(unit.connection)
        if let known = try claims.claim(prize.id)?.verifyCode.flatMap(VerifyCode.init) {
            return .code(known, isRedeemed: prize.state == .drawn)
        }
        for code in codes where try claims.add(prize, code: code, at: unit.now) {
            guard
                try PrizeStore(unit.connection)
                    .move(prize.id, from: .undrawn, to: .drawing, at: unit.now)
            else { throw StorageError.busy }
            return .code(code, isRedeemed: false)
        }
        throw StorageError.busy
    }

    /// Where a prize is to be sent, as its winner said.
    static func open(_ sealed: Bytes, of prize: ID<Prize>, _ vault: DataVault) throws
        -> Claim.Address
    {
        let octets = try vault.open(sealed, for: purpose(prize))
        return try JSONInput.decode(Claim.Address.self, from: octets)
    }

    /// What an address is sealed for.
    static func purpose(_ prize: ID<Prize>) -> String { "treasure prize \(prize)" }
}
