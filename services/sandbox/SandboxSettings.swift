import ServiceKit

extension Environment {
    /// What makes a run repeatable, where it is set.
    var sandboxSeed: Int64? {
        get throws {
            guard optionalText(.sandboxSeed) != nil else { return nil }
            return Int64(try integer(.sandboxSeed, default: 0, in: 0...9_007_199_254_740_991))
        }
    }

    /// How many days ago the time of a new file begins.
    var sandboxDaysAgo: Int64 {
        get throws { Int64(try integer(.sandboxDaysAgo, default: 0, in: 0...3_660)) }
    }

    /// Where links to the sandbox begin, where it is set.
    var sandboxOrigin: String? {
        get throws {
            guard optionalText(.sandboxOrigin) != nil else { return nil }
            return try url(.sandboxOrigin, default: "")
        }
    }
}
