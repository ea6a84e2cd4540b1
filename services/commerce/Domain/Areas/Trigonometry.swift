/// What the standard library leaves to C, and `Domain` imports no C: exact to a few units of the
/// last place for angles of a few turns.
enum Trigonometry {
    /// The sine of an angle in radians.
    static func sine(_ angle: Double) -> Double {
        var x = angle
        // A division that most angles do without.
        if x.magnitude > .pi { x = x.remainder(dividingBy: 2 * .pi) }
        if x > .pi / 2 { x = .pi - x } else if x < -.pi / 2 { x = -.pi - x }
        // Taylor's row from its end; the next term, at its worst at a right angle, is below 2e-18.
        let square = x * x
        var sum = 1 / 121_645_100_408_832_000 - square / 51_090_942_171_709_440_000
        sum = -1 / 355_687_428_096_000 + sum * square
        sum = 1 / 1_307_674_368_000 + sum * square
        sum = -1 / 6_227_020_800 + sum * square
        sum = 1 / 39_916_800 + sum * square
        sum = -1 / 362_880 + sum * square
        sum = 1 / 5_040 + sum * square
        sum = -1 / 120 + sum * square
        sum = 1 / 6 + sum * square
        return x - x * square * sum
    }

    /// The cosine of an angle in radians.
    static func cosine(_ angle: Double) -> Double {
        sine(angle + .pi / 2)
    }

    /// The angle from 0 to a right one whose sine this is.
    static func arcsine(_ sine: Double) -> Double {
        let sine = min(max(sine, 0), 1)
        // Near 1 Newton's steps get long: there the other leg of the triangle is taken.
        if sine > 0.8 { return .pi / 2 - arcsine((1 - sine * sine).squareRoot()) }
        // A thousand kilometres on the globe; the next term of the row is below 1e-17 of it.
        if sine < 0.08 { return smallArcsine(sine) }
        var angle = sine
        for _ in 0..<5 {
            let step = (self.sine(angle) - sine) / cosine(angle)
            angle -= step
            // The next step would be its square.
            if step.magnitude < 1e-9 * angle { break }
        }
        return angle
    }

    private static func smallArcsine(_ sine: Double) -> Double {
        let square = sine * sine
        var sum = 63 / 2_816.0 + square * (231 / 13_312.0)
        sum = 35 / 1_152.0 + sum * square
        sum = 5 / 112.0 + sum * square
        sum = 3 / 40.0 + sum * square
        sum = 1 / 6.0 + sum * square
        return sine + sine * square * sum
    }

    /// Radians.
    static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
