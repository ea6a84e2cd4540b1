/// Rounded corners, smooth to the eye: libgd fills rectangles only, so each row of a corner is one,
/// and its last pixel is covered as far as the arc covers it.
extension Picture {
    /// Lays a colour over a rectangle with rounded corners; with half of its side as radius a square
    /// is a disc.
    public func drawRounded(_ color: Color, over box: Rectangle, radius: Int) {
        draw(
            color,
            over: Rectangle(
                x: box.x,
                y: box.y + radius,
                width: box.width,
                height: box.height - 2 * radius
            )
        )
        for row in 0..<radius {
            let inset = Self.inset(row, radius)
            let outside = Int(inset)
            let edge = color.faded(1 - (inset - Double(outside)))
            for y in [box.y + row, box.y + box.height - 1 - row] {
                let inner = box.width - 2 * (outside + 1)
                draw(color, over: Rectangle(x: box.x + outside + 1, y: y, width: inner, height: 1))
                for x in [box.x + outside, box.x + box.width - 1 - outside] {
                    draw(edge, over: Rectangle(x: x, y: y, width: 1, height: 1))
                }
            }
        }
    }

    /// Rounds the upper corners of what is in a rectangle already, by what is behind it there.
    public func roundUpperCorners(of box: Rectangle, radius: Int, behind: (_ y: Int) -> Color) {
        for row in 0..<radius {
            let inset = Self.inset(row, radius)
            let outside = Int(inset)
            let y = box.y + row
            let color = behind(y)
            let edge = color.faded(inset - Double(outside))
            let right = box.x + box.width
            draw(color, over: Rectangle(x: box.x, y: y, width: outside, height: 1))
            draw(color, over: Rectangle(x: right - outside, y: y, width: outside, height: 1))
            for x in [box.x + outside, right - 1 - outside] {
                draw(edge, over: Rectangle(x: x, y: y, width: 1, height: 1))
            }
        }
    }

    /// How much of a row of a corner lies outside of the arc, in pixels; row 0 is the outermost.
    private static func inset(_ row: Int, _ radius: Int) -> Double {
        let radius = Double(radius)
        let rise = radius - Double(row) - 0.5
        return radius - (radius * radius - rise * rise).squareRoot()
    }
}

extension Color {
    /// The same, to be seen this far: from 0 to 1.
    public func faded(_ share: Double) -> Color {
        let alpha = UInt8(min(max(share, 0), 1) * Double(alpha))
        return Color(red: red, green: green, blue: blue, alpha: alpha)
    }
}
