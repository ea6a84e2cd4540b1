import ServiceKit

await serve(.points, commands: [.verify]) { start in
    try await PointsService(start).definition()
}
