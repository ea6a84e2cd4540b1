import Basics
import Crypto
import Testing
import TreasureDomain

@Suite struct DrawTests {
    /// Made by openssl's command line.
    struct Vector: Sendable {
        let seed: String
        let commitment: String
        let code: String
        let hunt: (prizes: Int64, forecast: Int64, interval: Int64, fluctuation: Int64)
        let depths: [Int64]
    }

    static let vectors = [
        Vector(
            seed: "0000000000000000000000000000000000000000000000000000000000000000",
            commitment: "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925",
            code: "a",
            hunt: (1, 100, 0, 0),
            depths: [72]
        ),
        Vector(
            seed: "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            commitment: "af9613760f72635fbdb44a5a0a63c39f12af30f950a6ee5c971be188e89c4051",
            code: "4F7K",
            hunt: (1, 1_000_000, 0, 0),
            depths: [273_517]
        ),
        Vector(
            seed: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            commitment: "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd",
            code: "t1",
            hunt: (5, 100, 20, 9),
            depths: [12, 38, 69, 87, 97]
        ),
        Vector(
            seed: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            commitment: "954d5a49fd70d9b8bcdb35d252267829957f7ef7fa6c74f88419bdc5e82209f4",
            code: "9HX3MAAA",
            hunt: (3, 1_000, 333, 166),
            depths: [390, 508, 1_096]
        ),
        Vector(
            seed: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            commitment: "954d5a49fd70d9b8bcdb35d252267829957f7ef7fa6c74f88419bdc5e82209f4",
            code: "9HX3MAAA",
            hunt: (4, 10, 2, 0),
            depths: [2, 4, 6, 8]
        ),
        Vector(
            seed: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            commitment: "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd",
            code: "kumquat",
            hunt: (10, 1, 1_000_000, 499_999),
            depths: [
                1_050_931, 2_186_561, 3_143_543, 3_501_261, 5_071_143, 5_853_696, 7_445_232,
                8_066_272, 9_419_239, 9_616_602,
            ]
        ),
    ]

    @Test(arguments: vectors) func knownVectors(_ vector: Vector) throws {
        let seed = try #require(Hex.decode(vector.seed))
        let hunt = try Hunt(
            prizes: vector.hunt.prizes,
            forecast: vector.hunt.forecast,
            interval: vector.hunt.interval,
            fluctuation: vector.hunt.fluctuation
        )
        #expect(Hex.encode(SHA256.hash(seed)) == vector.commitment)
        #expect(Chance.depths(of: hunt, code: vector.code, seed: seed) == vector.depths)
    }

    @Test func depthsAscendWithinTheirBounds() throws {
        var chance = Chance()
        for number in 0..<5_000 {
            let prizes = chance.integer(in: 1...12)
            let interval = chance.integer(in: 1...(number.isMultiple(of: 2) ? 40 : 1_000_000))
            let hunt = try Hunt(
                prizes: prizes,
                forecast: chance.integer(in: 1...Hunt.mostForecast),
                interval: number.isMultiple(of: 3) ? nil : interval,
                fluctuation: number.isMultiple(of: 3)
                    ? nil : chance.integer(in: 0...(interval - 1) / 2)
            )
            let depths = Chance.depths(of: hunt, code: "c\(number)", seed: Chance.seed(number))
            #expect(depths.count == Int(prizes))
            var last: Int64 = 0
            for (index, depth) in depths.enumerated() {
                #expect(depth > last)
                #expect(hunt.depths(ofPrize: Int64(index) + 1).contains(depth))
                last = depth
            }
            #expect(last <= hunt.maxDepth)
        }
    }

    /// Both ends of what a generator may give: all zeros and all ones.
    @Test func theBoundsThemselvesAreDrawn() throws {
        let hunt = try Hunt(prizes: 3, forecast: 1, interval: 9, fluctuation: 4)
        #expect(Draw.depths(of: hunt) { _, _ in 0 } == [5, 14, 23])
        #expect(Draw.depths(of: hunt) { _, _ in 8 } == [13, 22, 31])
        let one = try Hunt(prizes: 1, forecast: 1 << 19, interval: nil, fluctuation: nil)
        #expect(Draw.depths(of: one) { _, _ in .max } == [1 << 19])
    }

    /// 2^64 = 3 · 6148914691236517205 + 1: the one number that would favour 0 is drawn again.
    @Test func whatWouldFavourSmallRemaindersIsDrawnAgain() throws {
        let hunt = try Hunt(prizes: 1, forecast: 3, interval: nil, fluctuation: nil)
        var asked: [Int64] = []
        let depths = Draw.depths(of: hunt) { prize, attempt in
            #expect(prize == 1)
            asked.append(attempt)
            return attempt < 2 ? .max : .max - 1
        }
        #expect(asked == [0, 1, 2])
        #expect(depths == [3])
    }

    @Test func messagesNameTaskPrizeAndAttempt() {
        let message = Draw.message(code: "4F7K", prize: 12, attempt: 3)
        #expect(message == Bytes("kumquat-treasure-v1|4F7K|12|3".utf8))
    }
}
