import Crypto

/// What somebody brings of their own merchant: checked, and each part may be absent.
struct OwnMerchantKeys: Sendable {
    let key: RSAPrivateKey?
    let certificate: String?
    /// Of the certificate, where there is one.
    let serial: String?
    let apiV3Key: String?

    /// - Throws: `ControlRefusal.keyUnusable`.
    init(key: String?, certificate: String?, serial: String?, apiV3Key: String?) throws {
        var parsed: RSAPrivateKey?
        if let key {
            guard let read = try? RSAPrivateKey(pem: key) else {
                throw ControlRefusal.keyUnusable("private_key is no RSA key in PEM (PKCS#8).")
            }
            parsed = read
        }
        var number = serial
        if let certificate {
            guard let read = try? Certificate(pem: certificate) else {
                throw ControlRefusal.keyUnusable("certificate is no certificate in PEM.")
            }
            guard let parsed else {
                throw ControlRefusal.keyUnusable("A certificate needs its private_key beside it.")
            }
            guard parsed.publicKey.pem == read.publicKey.pem else {
                throw ControlRefusal.keyUnusable("The certificate is of another private_key.")
            }
            guard serial == nil || serial == read.serialNumber else {
                throw ControlRefusal.keyUnusable("serial_no is not the certificate's.")
            }
            number = read.serialNumber
        }
        self.key = parsed
        self.certificate = certificate
        self.serial = number
        self.apiV3Key = apiV3Key
    }
}
