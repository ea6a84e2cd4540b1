import Basics
import PointsDomain
import Storage

/// All SQL of the rules that were ever in force.
struct RulesStore {
    /// Rules as they were put in force.
    struct Version: Sendable, Equatable {
        let number: Int64
        let text: String
        let since: UnixTime
    }

    let connection: Connection

    /// Notes rules under their version, once.
    /// - Throws: `RulesProblem` when other rules had that version.
    func enact(_ rules: Rules, at time: UnixTime) throws {
        let text = String(decoding: RulesFile.text(of: rules), as: UTF8.self)
        let known = try connection.first(
            "SELECT text FROM rules WHERE version = ?1",
            rules.version,
            row: { try $0.text(0) }
        )
        if let known {
            guard known.utf8.elementsEqual(text.utf8) else {
                throw RulesProblem(
                    "version \(rules.version) has been in force with other rules; "
                        + "give the changed ones a version of their own"
                )
            }
            return
        }
        try connection.run(
            "INSERT INTO rules (version, text, since) VALUES (?1, ?2, ?3)",
            rules.version,
            text,
            time
        )
    }

    /// All versions, oldest first.
    func versions() throws -> [Version] {
        try connection.all(
            "SELECT version, text, since FROM rules ORDER BY version LIMIT 1000",
            row: { try Version(number: $0.integer(0), text: $0.text(1), since: $0.time(2)) }
        )
    }
}
