/// One step of a schema. Steps are only ever appended.
public struct Migration: Sendable {
    /// 1, 2, 3, … without a gap.
    public let number: Int
    /// What it does, in a few words.
    public let name: StaticString
    /// Statements, each ended by `;`, with the neutral column types `INT64`, `TEXT`, `BYTES` and
    /// `DOUBLE`. Tables become `STRICT`.
    public let sql: StaticString

    /// A step.
    public init(number: Int, name: StaticString, sql: StaticString) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// Tells a step that was changed after it had run (FNV-1a, 64 bits).
    var hash: Int64 {
        sql.withUTF8Buffer { octets in
            let hash = unsafe octets.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
                ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
            }
            return Int64(bitPattern: hash)
        }
    }
}
