import ServiceKit

/// `kumquat-auth reencrypt`: seals what older data keys sealed under the newest one.
enum ReencryptCommand {
    static let command = OfficeCommand.make(
        "reencrypt",
        "seals everything under the newest data key; may be stopped and run again",
        usage: "usage: kumquat-auth reencrypt"
    ) { auth, words in
        guard words.words.isEmpty, words.has(only: []) else { throw OfficeCommand.Misused() }
        var unreadable = 0
        for column in SealedColumn.allCases {
            let count = try await auth.reseal(column)
            unreadable += count.unreadable
            print("\(column.rawValue): \(count.changed) changed, \(count.unreadable) unreadable")
        }
        if unreadable > 0 { throw Unreadable(count: unreadable) }
        print("everything is sealed under the newest key; the older ones can go")
    }

    /// Some of it is under a key that is not given.
    struct Unreadable: Error, CustomStringConvertible {
        let count: Int

        var description: String {
            "\(count) values do not open under any key of KUMQUAT_DATA_KEYS; keep the older keys"
        }
    }
}
