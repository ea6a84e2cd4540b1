import ServiceKit

await serve(.points, commands: [.verify]) { process in
    try await PointsService(process).definition()
}
