import HTTP
import ServiceKit
import WeChat

/// The parameters that carry what a phone sends of its user.
enum SealedFields {
    static let data = Field.text("encryptedData", "What WeChat encrypted, in Base64.")
    static let iv = Field.text("iv", "The initial vector of the encryption, in Base64.")
    static let phoneCode = Field.text("code", "The code that getPhoneNumber gives today.")
}

extension SealedData {
    /// `encryptedData` and `iv`, both of which have to be there.
    init(_ fields: FieldReader) throws(ParameterProblem) {
        self.init(
            encryptedData: try fields.read(SealedFields.data),
            iv: try fields.read(SealedFields.iv)
        )
    }
}

extension PhoneProof {
    /// The newer `code`, or else `encryptedData` and `iv`.
    init(_ fields: FieldReader) throws(ParameterProblem) {
        if let code = try fields.readIfPresent(SealedFields.phoneCode) {
            self = .code(code)
        } else {
            self = .sealed(try SealedData(fields))
        }
    }
}
