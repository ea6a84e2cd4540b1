/// A participant's balance among all.
package struct Standing: Sendable, Equatable {
    package let balance: Points
    /// How many take part.
    package let participants: Int64
    /// The sum of all balances.
    package let sum: Points

    package init(balance: Points, participants: Int64, sum: Points) {
        self.balance = balance
        self.participants = participants
        self.sum = sum
    }

    /// The mean of all balances in hundredths of a point, a half rounded up; 0 without anybody.
    package var meanHundredths: Int64 {
        guard participants > 0 else { return 0 }
        // (100 · sum + participants / 2) / participants, in 128 bits: neither can overflow.
        let doubled = Int128(sum.count) * 200 + Int128(participants)
        return Int64(clamping: doubled / (Int128(participants) * 2))
    }
}
