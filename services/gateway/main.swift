import ServiceKit

await serve(.gateway) { process in
    try Gateway(process, GatewaySettings(process.environment)).definition(process)
}
