public import ServiceKit

extension ServiceDefinition {
    /// Takes the events of other processes, at `POST /internal/events`.
    /// - Throws: `CompositionError`, as for every endpoint.
    public mutating func receive(_ events: EventReceiver) throws(CompositionError) {
        try add([TakeEvents.self], by: events)
        run("events") { await events.watch.run() }
    }
}
