import ServiceKit

await serve(.gateway) { start in
    try Gateway(start, GatewaySettings(start.environment)).definition(start)
}
