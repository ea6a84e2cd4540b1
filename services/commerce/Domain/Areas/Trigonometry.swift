/// What the standard library leaves to C, and `Domain` imports no C: exact to a few units of the
/// last place for angles of a few turns.
enum Trigonometry {
    /// The sine of an angle in radians.
    static func sine(_ angle: Double) -> Double {
        var x = angle.magnitude <= .pi ? angle : angle.remainder(dividingBy: 2 * .pi)
        if x > .pi / 2 { x = .pi - x } else if x < -.pi / 2 { x = -.pi - x }
        // Taylor's row; at a right angle, where it is worst, the next term is below 1e-17.
        let square = x * x
        var (term, sum) = (x, x)
        for n in stride(from: 2.0, through: 22, by: 2) {
            term *= -square / (n * (n + 1))
            sum += term
        }
        return sum
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
        var angle = sine
        for _ in 0..<5 {
            let step = (self.sine(angle) - sine) / cosine(angle)
            angle -= step
            // The next step would be its square.
            if step.magnitude < 1e-9 * angle { break }
        }
        return angle
    }

    /// Radians.
    static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
