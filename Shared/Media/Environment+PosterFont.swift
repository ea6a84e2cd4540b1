public import Images
public import ServiceKit

extension Environment {
    /// WenQuanYi Micro Hei, as Debian's fonts-wqy-microhei has it.
    private static let usualFont = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"

    /// `KUMQUAT_POSTER_FONT`: the fonts that posters are written in. Blocks; for the start of a
    /// process.
    public func posterFont() throws(SettingError) -> Font {
        let paths = text(.posterFont, default: Self.usualFont).split(separator: ",").map(
            String.init
        )
        do throws(FontProblem) {
            return try Font(paths)
        } catch {
            throw SettingError(.posterFont, error.description)
        }
    }
}
