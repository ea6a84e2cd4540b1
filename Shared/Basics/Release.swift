/// What this build is.
public enum Release {
    /// As the changelog has it; between two releases the next one with `-dev`.
    public static let version = "0.1.0-dev"

    /// What every executable answers before it reads a setting: how it is called, or which release
    /// it is; nil where neither is asked.
    public static func answer(
        to arguments: some Sequence<String>,
        of executable: String,
        usage: @autoclosure () -> String
    ) -> String? {
        let words = Set(arguments)
        if !words.isDisjoint(with: ["--help", "-h"]) { return usage() }
        return words.contains("--version") ? "\(executable) \(version)\n" : nil
    }
}
