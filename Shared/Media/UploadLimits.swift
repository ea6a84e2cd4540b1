public import Images
public import ServiceKit

/// How much is taken, of one picture and of one owner.
public struct UploadLimits: Sendable, Equatable {
    /// Pictures of one owner a day of China's calendar.
    public var perDay: Int64
    /// Octets of all that is kept of one owner.
    public var totalBytes: Int64
    /// Octets of one file.
    public var fileBytes: Int
    /// Pixels of one picture.
    public var pixels: Int

    /// Limits of these numbers; a file and a picture as large as can be read at all by default.
    public init(
        perDay: Int64,
        totalBytes: Int64,
        fileBytes: Int = ImageHead.maximumBytes,
        pixels: Int = Picture.maximumPixels
    ) {
        self.perDay = perDay
        self.totalBytes = totalBytes
        self.fileBytes = fileBytes
        self.pixels = pixels
    }

    /// `KUMQUAT_UPLOADS_PER_DAY`, `KUMQUAT_UPLOAD_MEGABYTES`: of one owner.
    public init(_ environment: Environment) throws(SettingError) {
        let perDay = try environment.integer(.uploadsPerDay, default: 50, in: 1...100_000)
        let megabytes = try environment.integer(.uploadMegabytes, default: 500, in: 1...1_000_000)
        self.init(perDay: Int64(perDay), totalBytes: Int64(megabytes) << 20)
    }

    /// Why somebody with this many today and this much in all has too much; nil if they have not.
    func refusal(today: Int64, bytes: Int64) -> Upload.Refusal? {
        if today > perDay { return .tooManyToday }
        return bytes > totalBytes ? .tooMuch : nil
    }
}
