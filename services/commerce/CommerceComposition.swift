import Events
import ServiceKit
import Storage

/// What the process of areas, merchants, goods and orders is made of: its file, its health, and
/// what auth tells of people. It serves no endpoint yet; what is asked of it under its contract's
/// paths is answered with that contract's 404.
enum CommerceComposition {
    static func definition(_ process: ProcessContext) throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        let database = try process.database(migrations: CommerceMigrations.all)
        var events = EventReceiver(database: database, clock: process.clock, log: process.log)
        People.follow(by: &events)
        definition.database = database
        try definition.receive(events)
        return definition
    }
}
