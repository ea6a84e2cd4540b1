import Basics
import JSON

/// What stands in encrypted data, in WeChat's order.
struct OpenDataText: Sendable {
    let person: Person
    let place: PersonInApp
    /// For the watermark.
    let appid: String
    let now: UnixTime

    /// Days of steps that WeChat gives.
    private static let days = 31

    func text(_ kind: OpenDataKind) -> String {
        var json = JSONWriter()
        json.beginObject()
        switch kind {
        case .phone: writePhone(&json)
        case .profile:
            json.key("openId")
            json.string(place.openid)
            writeProfile(&json)
            if let unionid = place.unionid {
                json.key("unionId")
                json.string(unionid)
            }
        case .werun: writeSteps(&json)
        }
        json.key("watermark")
        json.beginObject()
        json.key("timestamp")
        json.integer(now.seconds)
        json.key("appid")
        json.string(appid)
        json.endObject()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The profile in the clear, which WeChat signs.
    var rawData: String {
        var json = JSONWriter()
        json.beginObject()
        writeProfile(&json)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func writePhone(_ json: inout JSONWriter) {
        json.key("phoneNumber")
        json.string(person.profile.phone)
        json.key("purePhoneNumber")
        json.string(person.profile.phone)
        json.key("countryCode")
        json.string("86")
    }

    private func writeProfile(_ json: inout JSONWriter) {
        json.key("nickName")
        json.string(person.profile.nickname)
        json.key("gender")
        json.integer(person.profile.gender)
        json.key("language")
        json.string("zh_CN")
        json.key("city")
        json.string("")
        json.key("province")
        json.string("")
        json.key("country")
        json.string("")
        json.key("avatarUrl")
        json.string(person.profile.avatar)
    }

    /// The start of each day in China, today last.
    private func writeSteps(_ json: inout JSONWriter) {
        let today = CivilZone.china.day(at: now)
        let known = person.profile.steps.suffix(Self.days)
        let steps = Array(repeating: 0, count: Self.days - known.count) + known
        json.key("stepInfoList")
        json.beginArray()
        for (position, count) in steps.enumerated() {
            let day = today.adding(days: Int64(position - Self.days + 1))
            json.beginObject()
            json.key("timestamp")
            json.integer(CivilZone.china.start(of: day).seconds)
            json.key("step")
            json.integer(count)
            json.endObject()
        }
        json.endArray()
    }
}
