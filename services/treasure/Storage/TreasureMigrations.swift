import Events
import ServiceKit
import Storage

/// The schema of `treasure.sqlite`, step by step; steps are only ever appended.
enum TreasureMigrations {
    static let all: [Migration] = [
        Migration(number: 1, name: "an empty file", sql: ""),
        EventReceiver.migration(number: 2),
        People.migration(number: 3),
    ]
}
