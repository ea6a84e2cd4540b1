extension QRCode {
    /// Light modules around the code that readers need (ISO/IEC 18004, 6.3.8).
    public static let quietZone = 4

    /// The code with `moduleSize` pixels a module and a light border of `quietZone` modules.
    public func picture(
        moduleSize: Int,
        quietZone: Int = quietZone,
        color: Color = .black,
        background: Color = .white
    ) throws(ImageFailure) -> Picture {
        guard (1...1000).contains(moduleSize), (0...100).contains(quietZone) else {
            throw .doesNotFit
        }
        return try draw(
            width: (side + 2 * quietZone) * moduleSize,
            moduleSize: moduleSize,
            color: color,
            background: background
        )
    }

    /// The code as large as it can be in a square of exactly `width` pixels, in the middle, with a
    /// light border of at least `quietZone` modules; `doesNotFit` in too small a square.
    public func picture(
        width: Int,
        quietZone: Int = quietZone,
        color: Color = .black,
        background: Color = .white
    ) throws(ImageFailure) -> Picture {
        guard (0...100).contains(quietZone), width >= side + 2 * quietZone else {
            throw .doesNotFit
        }
        return try draw(
            width: width,
            moduleSize: width / (side + 2 * quietZone),
            color: color,
            background: background
        )
    }

    private func draw(
        width: Int,
        moduleSize: Int,
        color: Color,
        background: Color
    ) throws(ImageFailure) -> Picture {
        let picture = try Picture(width: width, height: width, filled: background)
        let edge = (width - side * moduleSize) / 2
        for row in 0..<side {
            for column in 0..<side where isDark(column: column, row: row) {
                picture.fill(
                    x: edge + column * moduleSize,
                    y: edge + row * moduleSize,
                    width: moduleSize,
                    height: moduleSize,
                    with: color
                )
            }
        }
        return picture
    }
}
