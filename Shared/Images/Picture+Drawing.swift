import CGD

extension Picture {
    /// How a picture is brought to the size of a rectangle that has another shape.
    public enum Fit: Sendable {
        /// It fills the rectangle; what juts out on two sides is cut off.
        case cover
        /// All of it is seen, in the middle; two sides of the rectangle stay as they are.
        case contain
        /// It is pulled into the rectangle's shape.
        case stretch
    }

    /// Draws another picture into a rectangle of this one, scaled; what lies outside is left out.
    /// `tooLarge` for a rectangle of more pixels than any picture has.
    public func draw(
        _ picture: Picture,
        in rectangle: Rectangle,
        fit: Fit = .cover
    ) throws(ImageFailure) {
        guard rectangle.width > 0, rectangle.height > 0 else { return }
        let source = picture.part(toFill: rectangle, fit)
        let target = picture.place(in: rectangle, fit)
        guard target.width * target.height <= Self.maximumPixels else { throw .tooLarge }
        let (drawn, from) = try picture.prepared(source, for: target)
        unsafe gdImageAlphaBlending(pointer, 1)
        unsafe gdImageCopyResampled(
            pointer,
            drawn.pointer,
            Int32(clamping: target.x),
            Int32(clamping: target.y),
            Int32(clamping: from.x),
            Int32(clamping: from.y),
            Int32(clamping: target.width),
            Int32(clamping: target.height),
            Int32(clamping: from.width),
            Int32(clamping: from.height)
        )
    }

    /// Lays a colour over a rectangle; where it is not solid, what is beneath shines through.
    public func draw(_ color: Color, over rectangle: Rectangle) {
        guard rectangle.width > 0, rectangle.height > 0 else { return }
        unsafe gdImageAlphaBlending(pointer, 1)
        unsafe gdImageFilledRectangle(
            pointer,
            Int32(clamping: rectangle.x),
            Int32(clamping: rectangle.y),
            Int32(clamping: rectangle.x + rectangle.width - 1),
            Int32(clamping: rectangle.y + rectangle.height - 1),
            color.packed
        )
    }

    /// The part of this picture that is seen.
    private func part(toFill rectangle: Rectangle, _ fit: Fit) -> Rectangle {
        guard case .cover = fit else { return Rectangle(x: 0, y: 0, width: width, height: height) }
        // The largest part of the rectangle's shape.
        let isWider = width * rectangle.height > height * rectangle.width
        let columns = isWider ? max(height * rectangle.width / rectangle.height, 1) : width
        let rows = isWider ? height : max(width * rectangle.height / rectangle.width, 1)
        return Rectangle(
            x: (width - columns) / 2,
            y: (height - rows) / 2,
            width: columns,
            height: rows
        )
    }

    /// Where this picture comes to lie.
    private func place(in rectangle: Rectangle, _ fit: Fit) -> Rectangle {
        guard case .contain = fit else { return rectangle }
        let isWider = width * rectangle.height > height * rectangle.width
        let columns = isWider ? rectangle.width : max(width * rectangle.height / height, 1)
        let rows = isWider ? max(height * rectangle.width / width, 1) : rectangle.height
        return Rectangle(
            x: rectangle.x + (rectangle.width - columns) / 2,
            y: rectangle.y + (rectangle.height - rows) / 2,
            width: columns,
            height: rows
        )
    }

    /// A part of this picture, such that libgd brings it to its size well and fast: it averages
    /// over every pixel downwards, and makes blocks upwards.
    private func prepared(
        _ part: Rectangle,
        for target: Rectangle
    ) throws(ImageFailure) -> (Picture, Rectangle) {
        let (columns, rows) = (target.width, target.height)
        if columns > part.width, rows > part.height {
            let whole = Rectangle(x: 0, y: 0, width: columns, height: rows)
            return (try enlarged(part, to: target), whole)
        }
        // Of a picture that is much larger, four pixels for each one tell as much as all of them.
        if part.width > 3 * columns, part.height > 3 * rows {
            let thin = try thinned(part, width: 2 * columns, height: 2 * rows)
            return (thin, Rectangle(x: 0, y: 0, width: thin.width, height: thin.height))
        }
        return (self, part)
    }

    private func thinned(
        _ part: Rectangle,
        width: Int,
        height: Int
    ) throws(ImageFailure) -> Picture {
        let thin = try Picture(width: width, height: height, filled: .clear)
        unsafe gdImageCopyResized(
            thin.pointer,
            pointer,
            0,
            0,
            Int32(part.x),
            Int32(part.y),
            Int32(width),
            Int32(height),
            Int32(part.width),
            Int32(part.height)
        )
        return thin
    }

    private func enlarged(
        _ part: Rectangle,
        to target: Rectangle
    ) throws(ImageFailure) -> Picture {
        let cut = try Picture(width: part.width, height: part.height, filled: .clear)
        unsafe gdImageCopy(
            cut.pointer,
            pointer,
            0,
            0,
            Int32(part.x),
            Int32(part.y),
            Int32(part.width),
            Int32(part.height)
        )
        unsafe gdImageSetInterpolationMethod(cut.pointer, GD_BILINEAR_FIXED)
        return unsafe try Picture(
            owning: gdImageScale(cut.pointer, UInt32(target.width), UInt32(target.height))
        )
    }
}
