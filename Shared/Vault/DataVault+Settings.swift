import Basics
public import ServiceKit

extension DataVault {
    /// The vault of a process, under `KUMQUAT_DATA_KEYS`: `id:base64` of 32 octets by comma, the
    /// newest first. In the sandbox environment a key is made and kept in `$KUMQUAT_HOME/data.key`,
    /// the same for all processes of the home.
    public init(_ process: ProcessContext) throws(SettingError) {
        let (environment, random) = (process.environment, process.random)
        let text = try environment.keyFile(.dataKeys, file: "data.key") {
            "k1:" + Base64.encode(Environment.sandboxKey(random, octets: Self.keySize))
        }
        var keys: [(id: String, key: Secret<Bytes>)] = []
        for part in text.reveal().split(separator: ",") {
            let halves = part.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, let key = Base64.decode(String(halves[1])) else {
                throw SettingError(.dataKeys, "must be id:base64, by comma, newest first")
            }
            try environment.refuseMadeUp(key, as: .dataKeys)
            keys.append((id: String(halves[0]), key: Secret(key)))
        }
        guard let vault = DataVault(keys, random: random) else {
            throw SettingError(
                .dataKeys,
                "must be keys of \(Self.keySize) octets, each with a short name of its own"
            )
        }
        self = vault
    }
}
