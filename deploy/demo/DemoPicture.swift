import Basics
import Images

/// Pictures of what is hidden, drawn by rectangles and discs. The same number is the same picture.
enum DemoPicture {
    enum Motif: Sendable {
        case kumquat, gift, packet, cup, book, coin
        /// The sandbox takes it for something that nobody may see.
        case forbidden
    }

    private static let width = 800
    private static let height = 600

    /// A JPEG. Belongs into the ``ImageWorker``.
    static func draw(_ motif: Motif, number: Int) throws(ImageFailure) -> Bytes {
        let sheet = try Picture(width: width, height: height, filled: .white)
        drawGround(on: sheet, hue: number)
        switch motif {
        case .kumquat: drawKumquats(on: sheet, number)
        case .gift: drawGift(on: sheet)
        case .packet: drawPacket(on: sheet)
        case .cup: drawCup(on: sheet)
        case .book: drawBooks(on: sheet)
        case .coin: drawCoins(on: sheet)
        case .forbidden:
            drawPacket(on: sheet)
            // What the sandbox looks at is the first pixel, of which a JPEG would make another red.
            sheet.draw(Color(red: 255, green: 0, blue: 0), over: box(0, 0, 16, 16))
            return try sheet.png()
        }
        return try sheet.jpeg()
    }

    private static func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Rectangle {
        Rectangle(x: x, y: y, width: width, height: height)
    }

    private static func disc(_ sheet: Picture, _ color: Color, _ x: Int, _ y: Int, _ radius: Int) {
        let side = 2 * radius
        sheet.drawRounded(color, over: box(x - radius, y - radius, side, side), radius: radius)
    }

    private static let grounds = [
        Color(red: 255, green: 232, blue: 196), Color(red: 206, green: 232, blue: 224),
        Color(red: 221, green: 218, blue: 240), Color(red: 250, green: 214, blue: 206),
        Color(red: 216, green: 230, blue: 246),
    ]

    /// A wall that gets lighter towards the table, and the table.
    private static func drawGround(on sheet: Picture, hue: Int) {
        let color = grounds[hue % grounds.count]
        for y in 0..<height {
            sheet.draw(color.faded(1 - Double(y) / 900), over: box(0, y, width, 1))
        }
        sheet.draw(Color(red: 150, green: 104, blue: 66), over: box(0, 460, width, 140))
        sheet.draw(Color(red: 172, green: 124, blue: 82), over: box(0, 460, width, 14))
    }

    private static func drawKumquats(on sheet: Picture, _ number: Int) {
        let orange = Color(red: 246, green: 146, blue: 30)
        let places = [
            (250, 400, 92), (420, 380, 110), (580, 410, 84), (340, 250, 88), (500, 240, 80),
        ]
        for (x, y, radius) in places.prefix(3 + number % 3) {
            disc(sheet, orange, x, y, radius)
            disc(
                sheet,
                Color(red: 255, green: 190, blue: 98),
                x - radius / 3,
                y - radius / 3,
                radius / 4
            )
            let leaf = box(x - 4, y - radius - 18, 44, 22)
            sheet.drawRounded(Color(red: 62, green: 134, blue: 62), over: leaf, radius: 11)
        }
    }

    private static func drawGift(on sheet: Picture) {
        let (red, gold) = (
            Color(red: 206, green: 62, blue: 58), Color(red: 250, green: 204, blue: 84)
        )
        sheet.drawRounded(red, over: box(250, 250, 300, 260), radius: 16)
        sheet.drawRounded(
            Color(red: 184, green: 46, blue: 46),
            over: box(232, 230, 336, 70),
            radius: 14
        )
        sheet.draw(gold, over: box(375, 230, 50, 280))
        disc(sheet, gold, 345, 200, 46)
        disc(sheet, gold, 455, 200, 46)
        disc(sheet, red, 345, 200, 22)
        disc(sheet, red, 455, 200, 22)
    }

    private static func drawPacket(on sheet: Picture) {
        let gold = Color(red: 252, green: 210, blue: 110)
        sheet.drawRounded(
            Color(red: 214, green: 48, blue: 38),
            over: box(270, 110, 260, 390),
            radius: 24
        )
        sheet.drawRounded(
            Color(red: 188, green: 34, blue: 28),
            over: box(270, 110, 260, 150),
            radius: 24
        )
        disc(sheet, gold, 400, 260, 62)
        disc(sheet, Color(red: 236, green: 170, blue: 60), 400, 260, 44)
        sheet.draw(gold, over: box(386, 232, 28, 56))
    }

    private static func drawCup(on sheet: Picture) {
        let clay = Color(red: 70, green: 116, blue: 132)
        disc(sheet, clay, 560, 360, 84)
        disc(sheet, Color(red: 226, green: 214, blue: 190), 560, 360, 50)
        sheet.drawRounded(clay, over: box(250, 250, 300, 250), radius: 40)
        sheet.drawRounded(
            Color(red: 92, green: 56, blue: 34),
            over: box(270, 262, 260, 40),
            radius: 20
        )
        for (x, y) in [(330, 120), (400, 90), (470, 120)] {
            sheet.drawRounded(
                Color(red: 255, green: 255, blue: 255, alpha: 150),
                over: box(x, y, 22, 110),
                radius: 11
            )
        }
    }

    private static func drawBooks(on sheet: Picture) {
        let colors = [
            Color(red: 58, green: 96, blue: 156), Color(red: 196, green: 84, blue: 60),
            Color(red: 84, green: 138, blue: 92),
        ]
        for (index, color) in colors.enumerated() {
            let y = 390 - index * 92
            sheet.drawRounded(color, over: box(220 + index * 24, y, 340, 84), radius: 8)
            sheet.draw(.white, over: box(250 + index * 24, y + 56, 310, 18))
            sheet.draw(
                Color(red: 255, green: 220, blue: 150),
                over: box(250 + index * 24, y + 18, 90, 12)
            )
        }
    }

    private static func drawCoins(on sheet: Picture) {
        let (edge, face) = (
            Color(red: 206, green: 148, blue: 40), Color(red: 250, green: 206, blue: 92)
        )
        for (x, count) in [(260, 3), (400, 6), (540, 4)] {
            for index in 0..<count {
                let y = 450 - index * 44
                sheet.drawRounded(edge, over: box(x - 62, y, 124, 44), radius: 20)
                sheet.drawRounded(face, over: box(x - 62, y - 6, 124, 36), radius: 18)
            }
        }
    }
}
