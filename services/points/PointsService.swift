import Basics
import Events
import PointsDomain
import ServiceKit
import Storage

/// What the operations of this process work with.
struct PointsService: Sendable {
    let database: Database
    let rules: Rules
    let uploads: Uploads
    let auth: AuthClient
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let metrics: PointsMetrics

    /// The process: its endpoints, its file, and the events that concern it.
    func definition() throws -> ServiceDefinition {
        var events = EventReceiver(database: database, clock: clock, log: log)
        events.on(Registration.eventType, Registration(rules: rules).apply)
        ProfileEvents.add(to: &events)
        events.on(Closing.eventType, Closing(rules: rules).apply)
        var definition = ServiceDefinition()
        definition.database = database
        try definition.receive(events)
        try definition.add(PointsAPI.endpoints, by: self)
        try definition.add(AuditsAPI.endpoints, by: self)
        try definition.add(AdminAPI.endpoints, by: self)
        try definition.add(InternalAPI.endpoints, by: self)
        AdminAPI.Tables.add(to: &definition, by: self)
        definition.handle(MediaRoute.route, access: .open) { call in
            await MediaRoute.answer(call, by: self)
        }
        definition.run("check") { await checkForEver() }
        definition.run("pictures") { try await sweepPictures() }
        return definition
    }
}
