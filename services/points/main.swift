import ServiceKit

await serve(.points, commands: [.verify]) { start in
    let points = PointsService(
        database: try start.database(migrations: PointsMigrations.all),
        clock: start.clock,
        log: start.log,
        metrics: PointsMetrics(start.metrics)
    )
    return try points.definition()
}
