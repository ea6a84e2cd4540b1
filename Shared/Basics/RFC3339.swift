extension CivilZone {
    /// What clocks there show at `time`, with the distance from UTC: `2018-06-08T10:34:56+08:00`,
    /// and with a `Z` where there is none; with three places behind the seconds where
    /// `milliseconds` are asked for.
    public func rfc3339(at time: UnixTime, milliseconds: Bool = false) -> String {
        var octets: Bytes = []
        octets.reserveCapacity(29)
        append(time, to: &octets)
        octets[10] = UInt8(ascii: "T")
        if milliseconds {
            octets.append(UInt8(ascii: "."))
            let rest = time.milliseconds.flooredRemainder(by: 1000)
            DecimalDigits.append(rest, width: 3, to: &octets)
        }
        guard offsetSeconds != 0 else { return String(decoding: octets, as: UTF8.self) + "Z" }
        octets.append(offsetSeconds < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        let minutes = Int64(offsetSeconds.magnitude) / 60
        DecimalDigits.append(minutes / 60, width: 2, to: &octets)
        octets.append(UInt8(ascii: ":"))
        DecimalDigits.append(minutes % 60, width: 2, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }
}

extension UnixTime {
    /// Reads a moment by RFC 3339 (`2018-06-08T10:34:56.120+08:00`, `…Z`) to the millisecond; nil
    /// for anything else. Leap seconds are none.
    public init?(rfc3339 text: String) {
        let octets = Bytes(text.utf8)
        guard octets.count >= 20, let day = Day(String(decoding: octets[..<10], as: UTF8.self)),
            octets[10] == UInt8(ascii: "T"), octets[13] == UInt8(ascii: ":"),
            octets[16] == UInt8(ascii: ":"),
            let hour = DecimalDigits.value(of: octets[11..<13]), hour < 24,
            let minute = DecimalDigits.value(of: octets[14..<16]), minute < 60,
            let second = DecimalDigits.value(of: octets[17..<19]), second < 60
        else { return nil }
        var rest = octets[19...]
        guard let fraction = Self.fraction(&rest), let offset = Self.offset(rest) else {
            return nil
        }
        let seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: seconds * 1000 + fraction)
    }

    /// Milliseconds behind a point; further places are dropped.
    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        let places = (Array(digits) + [0x30, 0x30]).prefix(3)
        return DecimalDigits.value(of: places)
    }

    private static func offset(_ text: ArraySlice<UInt8>) -> Int64? {
        if text.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
        let octets = Bytes(text)
        guard octets.count == 6, octets[3] == UInt8(ascii: ":"),
            octets[0] == UInt8(ascii: "+") || octets[0] == UInt8(ascii: "-"),
            let hours = DecimalDigits.value(of: octets[1..<3]), hours < 24,
            let minutes = DecimalDigits.value(of: octets[4..<6]), minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return octets[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}
