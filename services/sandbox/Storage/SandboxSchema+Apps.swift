import Storage

extension SandboxSchema {
    /// Phone codes, code images, checks of content, messages, quotas.
    static let appInterfaces = Migration(
        number: 5,
        name: "the interfaces of apps, SMS",
        sql: """
            ALTER TABLE login_code ADD COLUMN kind TEXT NOT NULL DEFAULT 'login';
            ALTER TABLE person_in_app ADD COLUMN is_visitor INT64 NOT NULL DEFAULT 0;
            CREATE TABLE quota (
                name TEXT NOT NULL,
                span TEXT NOT NULL CHECK (span IN ('minute', 'day', 'ever')),
                maximum INT64 NOT NULL,
                PRIMARY KEY (name, span)
            );
            CREATE TABLE quota_use (
                app INT64 NOT NULL REFERENCES app (id),
                name TEXT NOT NULL,
                span TEXT NOT NULL,
                period INT64 NOT NULL,
                used INT64 NOT NULL,
                PRIMARY KEY (app, name, span)
            );
            CREATE TABLE app_page (
                app INT64 NOT NULL REFERENCES app (id),
                page TEXT NOT NULL,
                PRIMARY KEY (app, page)
            );
            CREATE TABLE mini_code (
                id INT64 NOT NULL PRIMARY KEY,
                appid TEXT NOT NULL,
                kind TEXT NOT NULL,
                scene TEXT NOT NULL,
                page TEXT NOT NULL,
                version TEXT NOT NULL,
                made_at INT64 NOT NULL
            );
            CREATE TABLE app_push (
                app INT64 NOT NULL PRIMARY KEY REFERENCES app (id),
                url TEXT NOT NULL,
                token TEXT NOT NULL,
                aes_key TEXT NOT NULL
            );
            CREATE TABLE push (
                id INT64 NOT NULL PRIMARY KEY,
                app INT64 NOT NULL REFERENCES app (id),
                event TEXT NOT NULL,
                openid TEXT NOT NULL,
                trace TEXT NOT NULL,
                source TEXT NOT NULL,
                kind INT64 NOT NULL,
                body TEXT NOT NULL,
                made_at INT64 NOT NULL,
                tries INT64 NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
                status INT64 NOT NULL,
                answer TEXT NOT NULL
            );
            CREATE INDEX push_by_state ON push (state, id);
            CREATE TABLE template (
                app INT64 NOT NULL REFERENCES app (id),
                template TEXT NOT NULL,
                PRIMARY KEY (app, template)
            );
            CREATE TABLE subscription (
                person INT64 NOT NULL REFERENCES person (id),
                app INT64 NOT NULL REFERENCES app (id),
                template TEXT NOT NULL,
                remaining INT64 NOT NULL CHECK (remaining >= 0),
                PRIMARY KEY (person, app, template)
            );
            CREATE TABLE app_message (
                id INT64 NOT NULL PRIMARY KEY,
                appid TEXT NOT NULL,
                person INT64 NOT NULL REFERENCES person (id),
                openid TEXT NOT NULL,
                template TEXT NOT NULL,
                page TEXT NOT NULL,
                version TEXT NOT NULL,
                lang TEXT NOT NULL,
                data BYTES NOT NULL,
                sent_at INT64 NOT NULL
            );
            CREATE INDEX app_message_by_person ON app_message (person, id);
            CREATE TABLE sms (
                id INT64 NOT NULL PRIMARY KEY,
                provider TEXT NOT NULL,
                mobile TEXT NOT NULL,
                sign TEXT NOT NULL,
                template TEXT NOT NULL,
                text TEXT NOT NULL,
                params BYTES NOT NULL,
                sent_at INT64 NOT NULL
            );
            CREATE INDEX sms_by_mobile ON sms (mobile, id);
            CREATE TABLE sms_template (
                provider TEXT NOT NULL,
                template TEXT NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (provider, template)
            );
            """
    )
}
