import Storage

extension Sandbox {
    /// Takes up the seed of the settings, or the one that the file remembers, at a start.
    func takeSeed() async throws {
        let given = seed
        let (seed, turn) = try await database.write { connection -> (Int64?, Int64) in
            let settings = SettingStore(connection)
            let turn = try settings.seedTurn() + 1
            try settings.setSeedTurn(turn)
            if let given { try settings.setSeed(given) }
            return (try settings.seed(), turn)
        }
        dice.take(seed: seed, turn: turn)
    }

    /// Begins anew with a seed, or with the one there was.
    func restartChance(with new: Int64?, _ connection: Connection) throws {
        let settings = SettingStore(connection)
        if let new { try settings.setSeed(new) }
        try settings.setSeedTurn(0)
        dice.take(seed: try settings.seed(), turn: 0)
    }

    /// The seed that chance follows at present.
    func presentSeed(_ connection: Connection) throws -> Int64? {
        try SettingStore(connection).seed()
    }
}
