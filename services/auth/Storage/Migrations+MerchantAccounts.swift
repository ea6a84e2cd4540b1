extension Migrations {
    /// One app of a centre at most is marked as the one that takes its payments.
    static let merchantAccounts: StaticString = """
        ALTER TABLE app ADD COLUMN mchid TEXT;
        ALTER TABLE app ADD COLUMN is_payer INT64 NOT NULL DEFAULT 0;
        CREATE UNIQUE INDEX app_payer ON app (oper_id) WHERE is_payer = 1;
        """
}
