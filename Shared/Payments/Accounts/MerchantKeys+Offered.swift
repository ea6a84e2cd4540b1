public import JSON
import ServiceKit

extension MerchantKeys {
    /// Keys as somebody hands them over, in the form of the sandbox's `GET /sandbox/merchant`:
    /// `{mchid, serial_no, private_key, apiv3_key, platform: {public_key_id, public_key}, mode?}`,
    /// without `platform` where the merchant has certificates alone. Nil for what is none.
    public init?(offered json: JSONValue) {
        guard
            let mchid = json["mchid"]?.string, let serial = json["serial_no"]?.string,
            let key = json["private_key"]?.string, let apiV3Key = json["apiv3_key"]?.string
        else { return nil }
        var publicKeys: [PlatformKey] = []
        if let id = json["platform"]?["public_key_id"]?.string,
            let pem = json["platform"]?["public_key"]?.string
        {
            publicKeys = [PlatformKey(id: id, pem: pem)]
        }
        let word = json["mode"]?.string
        let mode = word.flatMap { Mode(rawValue: $0) }
        guard word == nil || mode != nil else { return nil }
        self.init(
            mchid: mchid,
            serialNumber: serial,
            privateKey: Secret(key),
            apiV3Keys: [Secret(apiV3Key)],
            publicKeys: publicKeys,
            mode: mode
        )
    }
}
