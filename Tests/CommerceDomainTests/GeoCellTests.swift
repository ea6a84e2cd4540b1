import Basics
import CommerceDomain
import TestKit
import Testing

@Suite struct GeoCellTests {
    private static func points(_ count: Int) -> [GeoPoint] {
        var random = SeededRandom(seed: 11)
        let corners: [(Int64, Int64)] = [
            (180_000_000, 90_000_000), (-180_000_000, -90_000_000), (0, 0),
            (-180_000_000, 90_000_000),
        ]
        let others = (0..<count).map { _ in
            (
                Int64.random(in: -180_000_000...180_000_000, using: &random),
                Int64.random(in: -90_000_000...90_000_000, using: &random)
            )
        }
        return (corners + others).compactMap { GeoPoint(lng: $0.0, lat: $0.1) }
    }

    @Test func numbersArePlaces() {
        for point in Self.points(500) {
            let number = GeoCell.number(of: point)
            #expect(GeoCell.point(number) == point)
            #expect(GeoCell.globe.numbers.contains(number))
        }
        for number in [-1, .max, 1 << 57] as [Int64] { #expect(GeoCell.point(number) == nil) }
    }

    /// Down to a single place there is always one quarter that has it, and none is nearer than it says.
    @Test func quartersMakeUpACell() throws {
        let points = Self.points(60)
        for (place, point) in points.enumerated() {
            let number = GeoCell.number(of: point)
            let other = points[(place * 7 + 3) % points.count]
            var cell = GeoCell.globe
            var depth = 0
            while !cell.isPoint {
                let quarters = cell.quarters
                #expect(quarters.first?.numbers.lowerBound == cell.numbers.lowerBound)
                #expect(quarters.last?.numbers.upperBound == cell.numbers.upperBound)
                for (one, next) in zip(quarters, quarters.dropFirst()) {
                    #expect(one.numbers.upperBound + 1 == next.numbers.lowerBound)
                }
                let holding = quarters.filter { $0.numbers.contains(number) }
                #expect(holding.count == 1)
                cell = try #require(holding.first)
                #expect(cell.metres(from: point) == 0)
                let least = try #require(cell.metres(from: other))
                #expect(least <= other.metres(to: point))
                depth += 1
            }
            #expect(depth == 29)
            let away = other.metres(to: point)
            #expect(try #require(cell.metres(from: other)) > away * 0.999_999 - 0.001)
        }
    }

    @Test func beyondTheGlobe() {
        #expect(GeoCell.globe.quarters.compactMap { $0.metres(from: Self.points(0)[2]) }.count == 2)
    }

    @Test func theSmallestThatHoldsBoth() {
        let points = Self.points(100)
        for (one, other) in zip(points, points.dropFirst()) {
            let (first, last) = (GeoCell.number(of: one), GeoCell.number(of: other))
            let cell = GeoCell.holding(first, last)
            #expect(cell.numbers.contains(first) && cell.numbers.contains(last))
            let both =
                cell.isPoint
                ? 0
                : cell.quarters.filter {
                    $0.numbers.contains(first) && $0.numbers.contains(last)
                }
                .count
            #expect(both == 0)
            #expect(GeoCell.holding(first, first).numbers == first...first)
        }
    }

    @Test func theLeastFirst() {
        var random = SeededRandom(seed: 5)
        var heap = MinHeap<Int>()
        var model: [Int] = []
        for _ in 0..<2_000 {
            if Int.random(in: 0..<3, using: &random) > 0 {
                let number = Int.random(in: 0..<50, using: &random)
                heap.add(number)
                model.append(number)
                model.sort(by: >)
            } else {
                #expect(heap.popFirst() == model.popLast())
            }
        }
        while let least = model.popLast() { #expect(heap.popFirst() == least) }
        #expect(heap.popFirst() == nil)
    }
}
