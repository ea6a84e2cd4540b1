import ServiceKit
import Storage

/// What the process of digs, prizes and red packets is made of: its file, its health, and
/// what auth tells of people. It serves no interface yet; what is asked of it under its contract's
/// paths is answered with that contract's 404.
enum TreasureComposition {
    static func definition(_ start: Start) throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        let database = try start.database(migrations: TreasureMigrations.all)
        var events = EventReceiver(database: database, clock: start.clock, log: start.log)
        People.follow(by: &events)
        definition.database = database
        definition.events = events
        return definition
    }
}
