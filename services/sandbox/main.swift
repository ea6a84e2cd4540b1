import Contracts
import HTTPClient
import Jobs
import ServiceKit

await serve(
    .sandbox,
    api: ServiceAPI(Sandbox.endpoints),
    commands: [.listen, .trigger]
) { process in
    let database = try process.database(migrations: SandboxSchema.migrations)
    let auth = try process.upstream(.auth)
    let sandbox = Sandbox(
        database: database,
        jobs: JobRunner(
            database: database,
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: process.metrics,
            lookMilliseconds: Sandbox.lookMilliseconds
        ),
        clock: process.clock,
        dice: Dice(process.random),
        seed: try process.environment.sandboxSeed,
        daysAgo: try process.environment.sandboxDaysAgo,
        publicOrigin: try process.environment.sandboxOrigin,
        isPublic: try process.environment.flag(.sandboxPublic),
        log: process.log,
        neighbours: try ControlledProcess.all(process),
        send: { request throws(ClientFailure) in try await process.http.send(request) },
        workers: process.workers,
        auth: { auth.addresses.first },
        play: try Play(process.environment)
    )
    try await sandbox.prepare()
    var definition = try sandbox.definition()
    definition.secure = try await sandbox.secureAddresses(process.environment)
    return definition
}
