import HTTPClient

extension InternalClient {
    /// A client for each address of the process: for what every replica has to be told.
    public var replicas: [InternalClient] {
        upstream.addresses.map { address in
            InternalClient(
                upstream: Upstream(name: upstream.name, addresses: [address]),
                http: http,
                keys: keys,
                clock: clock,
                random: random,
                failures: failures
            )
        }
    }
}
