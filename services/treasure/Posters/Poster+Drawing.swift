import Basics
import Images

extension Poster {
    /// Draws it. Belongs into the ``ImageWorker``.
    func drawn(in font: Font) throws(ImageFailure) -> Picture {
        let typesetter = try Typesetter(font)
        let sheet = try Picture(width: Self.width, height: Self.height, filled: Ink.sky(at: 0))
        for y in 1..<Self.height {
            sheet.draw(Ink.sky(at: y), over: Rectangle(x: 0, y: y, width: Self.width, height: 1))
        }
        try drawHeadline(on: sheet, typesetter)
        sheet.drawRounded(.white, over: Place.card, radius: Place.radius)
        try drawPicture(on: sheet, typesetter)
        try drawBadge(on: sheet, typesetter)
        try drawWords(on: sheet, typesetter)
        try sheet.draw(Picture.decode(code), in: Place.code, fit: .contain)
        return sheet
    }

    private func drawHeadline(
        on sheet: Picture,
        _ typesetter: Typesetter
    ) throws(ImageFailure) {
        // The name is shortened by itself, so that what is said of it is always seen.
        let who = try typesetter.layout(publisher, size: 36, width: 300, lines: 1)
        let text = who.lines.first.map { PosterTexts.headline($0.text) }
        let headline = try typesetter.layout(
            text ?? PosterTexts.headlineWithoutName,
            size: 36,
            width: Place.card.width,
            lines: 1
        )
        let x = (Self.width - headline.width) / 2
        try typesetter.write(headline, on: sheet, x: x, y: 31, color: .white)
    }

    private func drawPicture(
        on sheet: Picture,
        _ typesetter: Typesetter
    ) throws(ImageFailure) {
        if let picture {
            try sheet.draw(Picture.decode(picture), in: Place.picture)
        } else {
            sheet.draw(Ink.pale, over: Place.picture)
            let mark = try typesetter.layout(PosterTexts.mark, size: 320, width: 690, lines: 1)
            let x = Place.picture.x + (Place.picture.width - mark.width) / 2
            try typesetter.write(mark, on: sheet, x: x, y: 200, color: Ink.mark)
        }
        sheet.roundUpperCorners(of: Place.picture, radius: Place.radius, behind: Ink.sky)
    }

    private func drawBadge(
        on sheet: Picture,
        _ typesetter: Typesetter
    ) throws(ImageFailure) {
        let text = yuan.map(PosterTexts.redPacket) ?? PosterTexts.goods
        let words = try typesetter.layout(text, size: 34, width: 560, lines: 1)
        let box = Rectangle(
            x: Place.picture.x + 24,
            y: Place.picture.y + Place.picture.height - 84,
            width: words.width + 48,
            height: 60
        )
        sheet.drawRounded(yuan == nil ? Ink.leaf : Ink.red, over: box, radius: 30)
        try typesetter.write(words, on: sheet, x: box.x + 24, y: box.y + 4, color: .white)
    }

    private func drawWords(
        on sheet: Picture,
        _ typesetter: Typesetter
    ) throws(ImageFailure) {
        let place = Place.words
        var title = try typesetter.layout(name, size: 40, width: place.width, lines: 3)
        if title.lines.isEmpty {
            title = try typesetter.layout(
                PosterTexts.nameless,
                size: 40,
                width: place.width,
                lines: 1
            )
        }
        try typesetter.write(title, on: sheet, x: place.x, y: place.y, color: Ink.text)
        if prizes > 1 {
            let count = try typesetter.layout(
                PosterTexts.prizes(prizes),
                size: 28,
                width: place.width,
                lines: 1
            )
            let y = place.y + title.height + 4
            try typesetter.write(count, on: sheet, x: place.x, y: y, color: Ink.red)
        }
        let hint = try typesetter.layout(
            PosterTexts.hint,
            size: 26,
            width: place.width,
            lines: 1
        )
        let y = place.y + place.height - hint.height
        try typesetter.write(hint, on: sheet, x: place.x, y: y, color: Ink.grey)
    }

    // MARK: Where and in which colours

    private enum Place {
        static let card = Rectangle(x: 30, y: 114, width: 690, height: 996)
        static let radius = 28
        static let picture = Rectangle(x: 30, y: 114, width: 690, height: 690)
        static let words = Rectangle(x: 60, y: 828, width: 380, height: 262)
        static let code = Rectangle(x: 460, y: 838, width: 236, height: 236)
    }

    private enum Ink {
        static let text = Color(red: 38, green: 34, blue: 30)
        static let grey = Color(red: 140, green: 132, blue: 124)
        static let red = Color(red: 214, green: 48, blue: 38)
        static let leaf = Color(red: 46, green: 134, blue: 84)
        static let mark = Color(red: 246, green: 196, blue: 132)
        static let pale = Color(red: 255, green: 240, blue: 220)

        /// The orange of a ripe kumquat, darker towards the ground.
        static func sky(at y: Int) -> Color {
            let share = y * 256 / Poster.height
            func mixed(_ top: Int, _ ground: Int) -> UInt8 {
                UInt8(top + (ground - top) * share / 256)
            }
            return Color(red: mixed(255, 226), green: mixed(150, 76), blue: mixed(26, 20))
        }
    }
}
