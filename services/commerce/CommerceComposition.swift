import ServiceKit
import Storage

/// What the process of areas, merchants, goods and orders is made of: its file and its health. It serves no interface yet; what
/// is asked of it under its contract's paths is answered with that contract's 404.
enum CommerceComposition {
    static func definition(_ start: Start) throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = try start.database(migrations: CommerceMigrations.all)
        return definition
    }
}
