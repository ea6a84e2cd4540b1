public import ServiceKit

extension ServiceDefinition {
    /// What payments need beside their jobs (``PaymentService/addJobs(to:)``) as long as the process
    /// runs: in the sandbox environment the sandbox's merchants, without whose keys it is not
    /// ready; and a look now and then at what is stuck.
    public mutating func run(
        _ payments: PaymentService,
        of process: ProcessContext
    ) throws(SettingError) {
        let intake = try MerchantIntake(process, payments)
        let watch = PaymentWatch(payments, process.metrics)
        run("merchants") { await intake.run() }
        ready("merchants") { intake.problem }
        run("payment watch") { await watch.run() }
    }
}
