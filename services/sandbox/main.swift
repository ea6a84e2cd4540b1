import HTTPClient
import ServiceKit

await serve(.sandbox) { start in
    let database = try start.database(migrations: SandboxSchema.migrations)
    let auth = try start.upstream(.auth)
    let sandbox = Sandbox(
        database: database,
        clock: start.clock,
        dice: Dice(start.random),
        seed: try start.environment.sandboxSeed,
        isPublic: try start.environment.flag(.sandboxPublic),
        log: start.log,
        neighbours: try Neighbour.all(start),
        send: { request throws(ClientFailure) in try await start.http.send(request) },
        workers: start.workers,
        auth: { auth.addresses.isEmpty ? nil : auth.next() }
    )
    try await sandbox.prepare()
    return try sandbox.definition()
}
