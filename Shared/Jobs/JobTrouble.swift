/// What is kept of an error: short, and without what looks like a secret.
///
/// Errors of ours hold none. Those of others may quote what they were given, so runs of letters and
/// digits as long as keys and tokens have, and runs of digits as long as a mobile number, are left
/// out.
enum JobTrouble {
    static let maximumBytes = 300
    /// Shorter than a token, longer than words are.
    private static let maximumRun = 24
    private static let maximumDigits = 10

    static func text(_ error: any Error) -> String {
        text("\(error)")
    }

    static func text(_ text: String) -> String {
        var kept = ""
        var run = ""
        for scalar in text.unicodeScalars.prefix(4 * maximumBytes) {
            if isWord(scalar) {
                run.unicodeScalars.append(scalar)
                continue
            }
            kept += shown(run)
            run = ""
            // No controls, and no marks that turn the direction of writing.
            let isPlain =
                scalar.properties.generalCategory != .control
                && scalar.properties.generalCategory != .format
            kept.unicodeScalars.append(isPlain ? scalar : " ")
        }
        return cut(kept + shown(run))
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "+", "/", "=": true
        default: false
        }
    }

    private static func shown(_ run: String) -> String {
        let digits = run.unicodeScalars.count { ("0"..."9").contains($0) }
        let isSecret =
            run.unicodeScalars.count > maximumRun && digits > 0 || digits > maximumDigits
        return isSecret ? "…" : run
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > maximumBytes else { return text }
        var kept = ""
        var count = 0
        for character in text {
            count += character.utf8.count
            guard count <= maximumBytes - 3 else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
