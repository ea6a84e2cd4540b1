extension Int64 {
    /// Product that ends at the bounds of `Int64`.
    func saturatingTimes(_ factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        guard overflow else { return product }
        return (self < 0) == (factor < 0) ? .max : .min
    }

    /// Sum that ends at the bounds of `Int64`.
    func saturatingPlus(_ summand: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(summand)
        guard overflow else { return sum }
        return summand < 0 ? .min : .max
    }

    /// Quotient rounded towards minus infinity; `divisor` is positive.
    func flooredDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// What is left of a floored division, never negative; `divisor` is positive.
    func flooredRemainder(by divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
