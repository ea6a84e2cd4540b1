import HTTP

/// What the back office of every service has for its jobs.
public struct JobAdminRoutes: Sendable {
    /// `GET …/jobs`
    public let list: Route
    /// `POST …/jobs/{id}/retry`
    public let retry: Route
    /// `POST …/jobs/{id}/cancel`
    public let cancel: Route

    init(_ group: AdminRouteGroup) {
        list = group.route(
            .get,
            to: "jobs",
            for: .owner,
            .operator,
            .viewer,
            summary: "Work that has to happen: what waits, runs or is parked, and why."
        )
        retry = group.route(
            .post,
            to: "jobs/{id}/retry",
            for: .owner,
            .operator,
            summary: "Has a job done now, parked or not due yet; its failures are forgotten."
        )
        cancel = group.route(
            .post,
            to: "jobs/{id}/cancel",
            for: .owner,
            .operator,
            summary: "Takes a job away for good."
        )
    }

    var all: [Route] { [list, retry, cancel] }
}

/// What the back office of a service that takes events has for those that could not be applied.
public struct EventAdminRoutes: Sendable {
    /// `GET …/events`
    public let list: Route
    /// `POST …/events/{id}/retry`
    public let retry: Route
    /// `POST …/events/{id}/discard`
    public let discard: Route

    init(_ group: AdminRouteGroup) {
        list = group.route(
            .get,
            to: "events",
            for: .owner,
            .operator,
            summary: "Events of other processes that could not be applied, and why."
        )
        retry = group.route(
            .post,
            to: "events/{id}/retry",
            for: .owner,
            .operator,
            summary: "Tries all parked events of this one's subject again, in their order."
        )
        discard = group.route(
            .post,
            to: "events/{id}/discard",
            for: .owner,
            .operator,
            summary: "Takes a parked event away for good."
        )
    }

    var all: [Route] { [list, retry, discard] }
}
