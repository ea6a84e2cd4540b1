import Basics
import Crypto
import ServiceKit

/// The merchant with its keys, and those of WeChat Pay: PEM texts.
struct MerchantOutput: Payload {
    struct Platform: Codable {
        let serial_no: String
        let certificate: String
        let public_key_id: String
        let public_key: String
    }

    struct Settings: Codable {
        let callback_key: String
        let certificates: Bool
        let callback_speed: Int64
        let refund_seconds: Int64
        let refund_result: String
    }

    let mchid: String
    let serial_no: String
    let private_key: String
    let certificate: String
    let apiv3_key: String
    let platform: Platform
    /// In fen.
    let balance: Int64
    let settings: Settings

    init(_ merchant: PayMerchant, _ keys: PayKeys) {
        mchid = merchant.mchid
        serial_no = merchant.serialNumber
        private_key = merchant.privateKey
        certificate = merchant.certificate
        apiv3_key = merchant.apiV3Key
        let newest = keys.certificates.first
        platform = Platform(
            serial_no: newest?.serial ?? "",
            certificate: newest?.certificate?.pem ?? "",
            public_key_id: keys.publicKey.serial,
            public_key: keys.publicKey.key.publicKey.pem
        )
        balance = merchant.balance.fen
        settings = Settings(
            callback_key: CallbackKey(merchant.settings.callbackKey).rawValue,
            certificates: merchant.settings.hasCertificates,
            callback_speed: merchant.settings.callbackSpeed,
            refund_seconds: merchant.settings.refundSeconds,
            refund_result: merchant.settings.refundResult.rawValue
        )
    }
}
