import Basics
import Images

/// Small pictures for categories, merchants and goods, of discs and rectangles. The same motif and
/// number are the same picture.
enum DemoTile {
    enum Motif: Sendable {
        case bowl, mirror, film, dumbbell, bed, camera, balloons, car
    }

    /// So many there are of each motif.
    static let kinds = 3
    private static let width = 480
    private static let height = 360

    private static let grounds = [
        Color(red: 255, green: 236, blue: 208), Color(red: 214, green: 234, blue: 228),
        Color(red: 226, green: 224, blue: 244),
    ]
    private static let dark = Color(red: 64, green: 68, blue: 80)
    private static let orange = Color(red: 244, green: 146, blue: 44)
    private static let red = Color(red: 208, green: 70, blue: 62)
    private static let blue = Color(red: 74, green: 122, blue: 176)
    private static let pale = Color(red: 250, green: 250, blue: 246)

    /// A JPEG. Belongs into the ``ImageWorker``.
    static func draw(_ motif: Motif, number: Int) throws(ImageFailure) -> Bytes {
        let ground = grounds[number % grounds.count]
        let sheet = Sheet(picture: try Picture(width: width, height: height, filled: ground))
        for y in 0..<height {
            let share = 1 - Double(y) / 700
            sheet.picture.draw(ground.faded(share), over: Sheet.box(0, y, width, 1))
        }
        sheet.disc(pale, 240, 180, 150)
        switch motif {
        case .bowl: drawBowl(sheet, ground, number)
        case .mirror:
            sheet.disc(red, 240, 150, 86)
            sheet.disc(pale, 240, 150, 70)
            sheet.round(red, 228, 230, 24, 90, 12)
        case .film:
            sheet.round(dark, 130, 110, 220, 140, 14)
            for x in stride(from: 146, to: 340, by: 34) {
                sheet.round(pale, x, 120, 18, 14, 4)
                sheet.round(pale, x, 226, 18, 14, 4)
            }
            sheet.disc(orange, 240, 180, 34)
        case .dumbbell:
            sheet.round(dark, 150, 168, 180, 24, 10)
            for (x, side) in [(140, 90), (170, 120), (284, 120), (314, 90)] {
                sheet.round(blue, x, 180 - side / 2, 26, side, 8)
            }
        case .bed:
            sheet.round(dark, 130, 130, 20, 130, 6)
            sheet.round(blue, 140, 190, 210, 46, 12)
            sheet.round(pale, 154, 160, 60, 34, 12)
            sheet.round(dark, 334, 200, 16, 60, 6)
        case .camera:
            sheet.round(dark, 140, 130, 200, 130, 20)
            sheet.round(dark, 200, 108, 80, 40, 10)
            sheet.disc(pale, 240, 195, 48)
            sheet.disc(blue, 240, 195, 34)
        case .balloons:
            for (color, x, y) in [(red, 190, 140), (orange, 250, 120), (blue, 300, 160)] {
                sheet.picture.draw(dark, over: Sheet.box(x - 1, y, 2, 140))
                sheet.disc(color, x, y, 40)
            }
        case .car:
            sheet.round(red, 180, 120, 120, 70, 30)
            sheet.round(red, 130, 165, 220, 64, 24)
            sheet.round(pale, 200, 134, 80, 34, 12)
            for x in [180, 300] {
                sheet.disc(dark, x, 228, 28)
                sheet.disc(pale, x, 228, 12)
            }
        }
        return try sheet.picture.jpeg(quality: 80)
    }

    private static func drawBowl(_ sheet: Sheet, _ ground: Color, _ number: Int) {
        let filling = [red, orange, Color(red: 120, green: 160, blue: 84)][number % kinds]
        sheet.disc(blue, 240, 190, 96)
        sheet.disc(filling, 240, 190, 78)
        for (x, y) in [(210, 170), (262, 160), (250, 215), (215, 215)] {
            sheet.disc(pale, x, y, 14)
        }
        sheet.round(dark, 330, 70, 10, 200, 5)
        sheet.round(dark, 350, 70, 10, 200, 5)
    }

    /// A picture with a short hand for its shapes.
    private struct Sheet {
        let picture: Picture

        static func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Rectangle {
            Rectangle(x: x, y: y, width: width, height: height)
        }

        func round(_ color: Color, _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ radius: Int) {
            picture.drawRounded(color, over: Self.box(x, y, width, height), radius: radius)
        }

        func disc(_ color: Color, _ x: Int, _ y: Int, _ radius: Int) {
            round(color, x - radius, y - radius, 2 * radius, 2 * radius, radius)
        }
    }
}
