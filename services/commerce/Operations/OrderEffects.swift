import Basics
import Jobs
import Payments
import ServiceKit

/// What money does in this service.
enum OrderEffects {
    static func effects(jobs: JobQueue, random: RandomSource) -> PaymentEffects {
        PaymentEffects(
            paid: { payment, unit in
                try OrderBook(unit, jobs: jobs, random: random).takeMoney(of: payment)
            },
            closed: { payment, unit in
                try OrderBook(unit, jobs: jobs, random: random).noteClosed(payment)
            },
            refunded: { refund, unit in
                try OrderBook(unit, jobs: jobs, random: random).note(refund)
            },
            // Nobody is paid out of orders.
            transferred: { _, _ in }
        )
    }
}
