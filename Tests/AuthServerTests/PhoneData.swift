import Basics
import Crypto
import WeChat

/// What a phone would send of its user, encrypted under a session key of sixteen equal octets.
struct PhoneData {
    let encryptedData: String
    let iv: String

    /// Any text.
    init(_ text: String, key: UInt8 = 7) throws {
        let iv = Bytes(repeating: 3, count: 16)
        let sealed = try AES.encryptCBC(
            key: Bytes(repeating: key, count: 16),
            iv: iv,
            Bytes(text.utf8)
        )
        encryptedData = Base64.encode(sealed)
        self.iv = Base64.encode(iv)
    }

    /// A phone number.
    static func phone(
        _ number: String = "13800138000",
        key: UInt8 = 7,
        appid: String = AuthWorld.appid
    ) throws -> PhoneData {
        try PhoneData(
            #"{"phoneNumber":"\#(number)","purePhoneNumber":"\#(number)","countryCode":"86","#
                + mark(appid),
            key: key
        )
    }

    /// A profile.
    static func profile(
        of openid: String,
        nickname: String = "小明",
        gender: Int = 1,
        unionid: String? = nil,
        key: UInt8 = 7,
        appid: String = AuthWorld.appid
    ) throws -> PhoneData {
        let union = unionid.map { #""unionId":"\#($0)","# } ?? ""
        return try PhoneData(
            #"{"openId":"\#(openid)","nickName":"\#(nickname)","gender":\#(gender),"#
                + #""city":"广州","province":"广东","country":"中国","language":"zh_CN","#
                + #""avatarUrl":"https://example.com/a.png","# + union + mark(appid),
            key: key
        )
    }

    static func mark(_ appid: String) -> String {
        #""watermark":{"timestamp":1768449600,"appid":"\#(appid)"}}"#
    }

    /// With other parameters.
    func parameters(_ others: [String: String] = [:]) -> [String: String] {
        ["encryptedData": encryptedData, "iv": iv].merging(others) { _, other in other }
    }
}
