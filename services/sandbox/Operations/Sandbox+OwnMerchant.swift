import Crypto
import Loops
import ServiceKit
import Storage

extension Sandbox {
    /// A merchant with keys of somebody's own: a new one gets what they do not bring, and WeChat
    /// Pay's keys for it; one that is there keeps the rest.
    func savePayMerchant(_ mchid: String, _ own: OwnMerchantKeys) async throws {
        let known = try await database.read { try PayMerchantStore($0).merchant(mchid) }
        guard let known else {
            var made = try await workers.run { [self] in try makePayKeys(mchid) }
            if let key = own.key {
                made.merchant = key
                let certificate = try certificate(mchid, key)
                made.serial = certificate.serialNumber
                made.certificatePEM = certificate.pem
            }
            made.serial = own.serial ?? made.serial
            made.certificatePEM = own.certificate ?? made.certificatePEM
            made.apiV3Key = own.apiV3Key ?? made.apiV3Key
            let planted = made
            try await database.write { [self] connection in try plantPay(planted, connection) }
            payKeyring[mchid] = nil
            return
        }
        var (key, serial, text) = (known.privateKey, known.serialNumber, known.certificate)
        if let brought = own.key {
            let made = try certificate(mchid, brought)
            (key, serial, text) = (try brought.pem, made.serialNumber, made.pem)
        }
        let changed = PayMerchant(
            mchid: mchid,
            serialNumber: own.serial ?? serial,
            privateKey: key,
            certificate: own.certificate ?? text,
            apiV3Key: own.apiV3Key ?? known.apiV3Key,
            balance: known.balance,
            settings: known.settings
        )
        try await database.write { try PayMerchantStore($0).change(changed) }
        payKeyring[mchid] = nil
    }
}
