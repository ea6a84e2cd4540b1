import ConsoleDomain
import Testing

struct RoleTests {
    @Test("who handles money, secrets, pictures or machines needs a second factor")
    func secondFactor() {
        let strong = Set(Role.allCases.filter(\.needsSecondFactor))
        #expect(strong == [.owner, .finance, .auditor, .operator])
        #expect(Set(Role.allCases.filter(\.isOfMerchants)) == [.manager, .clerk])
    }

    @Test("an appointment has a role, and a merchant where the role is about one")
    func appointments() throws {
        #expect(throws: Appointment.Problem.noRole) { try Appointment([], merchants: [1]) }
        for role in [Role.manager, .clerk] {
            #expect(throws: Appointment.Problem.noMerchant) {
                try Appointment([role], merchants: [])
            }
        }
        #expect(throws: Appointment.Problem.tooManyMerchants) {
            try Appointment([.clerk], merchants: Set(1...51))
        }
        #expect(try Appointment([.viewer], merchants: [1]).merchants.isEmpty)
        #expect(try Appointment([.clerk, .viewer], merchants: [1]).merchants == [1])
    }

    @Test("owners appoint everybody; managers the clerks of their own merchants; nobody else does")
    func appointing() throws {
        let owner = try Appointment([.owner], merchants: [])
        let manager = try Appointment([.manager], merchants: [1, 2])
        for role in Role.allCases {
            let other = try Appointment([role], merchants: [1])
            #expect(owner.mayAppoint(other))
            #expect(manager.mayAppoint(other) == (role == .clerk), "\(role)")
            if role != .owner, role != .manager { #expect(!other.mayAppoint(other), "\(role)") }
        }
        #expect(!manager.mayAppoint(try Appointment([.clerk], merchants: [1, 3])))
        #expect(!manager.mayAppoint(try Appointment([.clerk, .viewer], merchants: [1])))
    }
}
