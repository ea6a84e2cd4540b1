import ServiceKit

/// What an import does, or would do, line by line.
struct ImportReport: Payload, Sendable {
    struct Line: Payload, Sendable {
        let line: Int
        let ref: String
        /// `created`, `changed`, `unchanged` or `refused`.
        let result: String
        /// 0 where there is none.
        let id: Int64
        /// What is wrong; empty where nothing is.
        let problem: String
    }

    /// Whether nothing was to be written anyway.
    let dry_run: Bool
    /// Whether it was written: all lines, or none where one is refused.
    let written: Bool
    let created: Int
    let changed: Int
    let unchanged: Int
    let refused: Int
    let lines: [Line]

    init(_ lines: [Line], isDryRun: Bool) {
        func count(_ result: String) -> Int { lines.count { $0.result == result } }
        dry_run = isDryRun
        created = count("created")
        changed = count("changed")
        unchanged = count("unchanged")
        refused = count("refused")
        written = !isDryRun && refused == 0
        self.lines = lines
    }
}
