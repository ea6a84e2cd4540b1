import HTTP
import WeChat

extension SealedData {
    /// `encryptedData` and `iv`, both of which have to be there.
    init(_ wire: Parameters) throws(ParameterProblem) {
        self.init(encryptedData: try wire.text("encryptedData"), iv: try wire.text("iv"))
    }
}

extension PhoneProof {
    /// The newer `code`, or else `encryptedData` and `iv`.
    init(_ wire: Parameters) throws(ParameterProblem) {
        if let code = try wire.optionalText("code") {
            self = .code(code)
        } else {
            self = .sealed(try SealedData(wire))
        }
    }
}
