import Events
import ServiceKit
import Storage

/// The schema of `commerce.sqlite`, step by step; steps are only ever appended.
enum CommerceMigrations {
    static let all: [Migration] = [
        Migration(number: 1, name: "an empty file", sql: ""),
        EventReceiver.migration(number: 2),
        People.migration(number: 3),
    ]
}
