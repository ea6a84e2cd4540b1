/// How much one participant may upload.
package struct UploadQuota: Sendable, Equatable {
    /// Pictures a day of China's calendar.
    package let perDay: Int64
    /// ExternalID of all that is kept for them.
    package let bytes: Int64

    package init(perDay: Int64, bytes: Int64) {
        self.perDay = perDay
        self.bytes = bytes
    }

    /// Why somebody with this many today and this much in all has too much; nil if they have not.
    package func refusal(today: Int64, bytes: Int64) -> Upload.Refusal? {
        if today > perDay { return .tooManyToday }
        return bytes > self.bytes ? .tooMuch : nil
    }
}
