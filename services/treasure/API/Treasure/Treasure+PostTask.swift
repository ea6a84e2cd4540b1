import Basics
import Contracts
import HTTP
import JSON
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/postTask`, which the contract has twice: with `code` it digs, with
    /// `goods_type` it publishes.
    enum PostTask: TreasureEndpoint {
        static let route = TreasureRoutes.postTask

        enum Input: EndpointInput {
            case dig(TaskInput)
            case publish(PublicationWire.Input)

            init(_ fields: FieldReader) throws(ParameterProblem) {
                if fields.has(TreasureFields.code) {
                    self = .dig(try TaskInput(fields))
                } else if fields.has(PublicationWire.Input.kind) {
                    self = .publish(try PublicationWire.Input(fields))
                } else {
                    throw .missing("code")
                }
            }
        }

        enum Output: ShapedPayload {
            case dug(DigWire)
            case published(PublicationWire.Output)

            static let schema = Schema.object(
                (DigWire.schema.members + PublicationWire.Output.schema.members)
                    .map { SchemaMember($0.name, $0.schema, isRequired: false) }
            )

            func encode(to encoder: any Encoder) throws {
                switch self {
                case .dug(let output): try output.encode(to: encoder)
                case .published(let output): try output.encode(to: encoder)
                }
            }
        }

        enum Refusal: Error, Sendable, CaseIterable {
            case dig(Dig.Refusal)
            case publish(Publication.Refusal)

            static var allCases: [Refusal] {
                Dig.Refusal.allCases.map(Self.dig) + Publication.Refusal.allCases.map(Self.publish)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<Refusal>) -> Output {
            switch input {
            case .dig(let input):
                do throws(Failure<Dig.Refusal>) {
                    return .dug(try await DigTask.answer(input, to: caller, by: service))
                } catch {
                    throw error.map(Refusal.dig)
                }
            case .publish(let input):
                do throws(Failure<Publication.Refusal>) {
                    return .published(
                        try await PublicationWire.answer(input, to: caller, by: service)
                    )
                } catch {
                    throw error.map(Refusal.publish)
                }
            }
        }

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .dig(let refusal): DigWire.code(for: refusal)
            case .publish(let refusal): PublicationWire.code(for: refusal)
            }
        }
    }
}
