import Events
import ServiceKit
import Storage

/// What the process of areas, merchants, goods and orders is made of: its file, its health, and
/// what auth tells of people. It serves no endpoint yet; what is asked of it under its contract's
/// paths is answered with that contract's 404.
enum CommerceComposition {
    static func definition(_ process: ProcessContext) throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        let database = try process.serviceDatabase(migrations: CommerceMigrations.all)
        var events = EventReceiver(database: database, log: process.log, metrics: process.metrics)
        People.follow(by: &events)
        definition.database = database.file
        try definition.receive(events)
        return definition
    }
}
