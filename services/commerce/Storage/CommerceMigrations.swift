import Admin
import Events
import Jobs
import Media
import Payments
import ServiceKit
import Storage

/// The schema of `commerce.sqlite`. Only ever appended to.
enum CommerceMigrations {
    static let all = [
        catalogue, EventReceiver.migration(number: 2), People.migration(number: 3),
        MediaLibrary.migration(number: 4), TrailStore.migration(number: 5),
        ApprovalStore.migration(number: 6), Idempotency.migration(number: 7),
        JobQueue.migration(number: 8), PaymentSchema.migration(number: 9),
        OrderMigrations.migration(number: 10),
    ]

    /// `ref` is what the operator calls a row, and what an import knows it by. Places are millionths
    /// of a degree, GCJ-02; a merchant's `band` is the strip of the globe that it lies in, `cell` the
    /// number of its place (decision 0031), by which ordinary indices answer what is nearby from
    /// themselves alone: for that they end in `is_on`, which is always 1 there.
    /// Times of day are seconds, days count from 1970. A merchant that is in no city of China has
    /// `county` and `city` 0.
    private static let catalogue = Migration(
        number: 1,
        name: "categories, merchants, goods and their stock",
        sql: """
            CREATE TABLE category (
                id INT64 PRIMARY KEY NOT NULL,
                ref TEXT NOT NULL UNIQUE,
                parent INT64 REFERENCES category (id),
                name TEXT NOT NULL,
                icon TEXT NOT NULL,
                place INT64 NOT NULL,
                is_on INT64 NOT NULL CHECK (is_on IN (0, 1)),
                changed INT64 NOT NULL
            );
            CREATE INDEX category_parent ON category (parent, place, id);
            CREATE TABLE merchant (
                id INT64 PRIMARY KEY NOT NULL,
                ref TEXT NOT NULL UNIQUE,
                oper INT64 NOT NULL,
                category INT64 NOT NULL REFERENCES category (id),
                name TEXT NOT NULL,
                brand TEXT NOT NULL,
                region INT64 NOT NULL CHECK (region BETWEEN 1 AND 4),
                address TEXT NOT NULL,
                county INT64 NOT NULL,
                city INT64 NOT NULL,
                lng INT64 NOT NULL,
                lat INT64 NOT NULL,
                band INT64 NOT NULL,
                cell INT64 NOT NULL,
                opens INT64 NOT NULL CHECK (opens BETWEEN 0 AND 86399),
                closes INT64 NOT NULL CHECK (closes BETWEEN 0 AND 86399),
                logo TEXT NOT NULL,
                picture TEXT NOT NULL,
                description TEXT NOT NULL,
                contact TEXT NOT NULL,
                phone TEXT NOT NULL,
                is_on INT64 NOT NULL CHECK (is_on IN (0, 1)),
                created INT64 NOT NULL,
                changed INT64 NOT NULL
            );
            CREATE INDEX merchant_place ON merchant (band, lng, lat, city, category, id, is_on)
                WHERE is_on = 1;
            CREATE INDEX merchant_cell ON merchant (cell, id, is_on) WHERE is_on = 1;
            CREATE INDEX merchant_cell_in_city ON merchant (city, cell, id, is_on)
                WHERE is_on = 1;
            CREATE INDEX merchant_cell_under ON merchant (category, cell, id, is_on)
                WHERE is_on = 1;
            CREATE INDEX merchant_cell_in_city_under
                ON merchant (city, category, cell, id, is_on) WHERE is_on = 1;
            CREATE INDEX merchant_listed ON merchant (id, is_on) WHERE is_on = 1;
            CREATE INDEX merchant_in_city ON merchant (city, id, is_on) WHERE is_on = 1;
            CREATE INDEX merchant_under ON merchant (category, id, is_on) WHERE is_on = 1;
            CREATE INDEX merchant_in_city_under ON merchant (city, category, id, is_on)
                WHERE is_on = 1;
            CREATE TABLE merchant_count (
                city INT64 NOT NULL,
                category INT64 NOT NULL,
                merchants INT64 NOT NULL CHECK (merchants >= 0),
                PRIMARY KEY (city, category)
            );
            CREATE TABLE merchant_gram (
                gram INT64 NOT NULL,
                city INT64 NOT NULL,
                cell INT64 NOT NULL,
                merchant INT64 NOT NULL REFERENCES merchant (id),
                category INT64 NOT NULL,
                PRIMARY KEY (gram, city, cell, merchant, category)
            );
            CREATE TABLE gram_count (
                gram INT64 NOT NULL,
                city INT64 NOT NULL,
                merchants INT64 NOT NULL CHECK (merchants >= 0),
                PRIMARY KEY (gram, city)
            );
            CREATE TABLE goods (
                id INT64 PRIMARY KEY NOT NULL,
                ref TEXT NOT NULL UNIQUE,
                merchant INT64 NOT NULL REFERENCES merchant (id),
                name TEXT NOT NULL,
                description TEXT NOT NULL,
                market_price INT64 NOT NULL CHECK (market_price >= 0),
                price INT64 NOT NULL CHECK (price > 0),
                starts_on INT64 NOT NULL,
                ends_on INT64 NOT NULL CHECK (ends_on >= starts_on),
                opens INT64 NOT NULL CHECK (opens BETWEEN 0 AND 86399),
                closes INT64 NOT NULL CHECK (closes BETWEEN 0 AND 86399),
                picture TEXT NOT NULL,
                thumbnail TEXT NOT NULL,
                buy_info TEXT NOT NULL,
                is_on INT64 NOT NULL CHECK (is_on IN (0, 1)),
                stock INT64 CHECK (stock >= 0),
                per_user INT64 CHECK (per_user >= 1),
                refunds_expired INT64 NOT NULL CHECK (refunds_expired IN (0, 1)),
                sell_number INT64 NOT NULL CHECK (sell_number >= 0),
                created INT64 NOT NULL,
                changed INT64 NOT NULL
            );
            CREATE INDEX goods_merchant ON goods (merchant, id);
            CREATE INDEX goods_price ON goods (merchant, price, ends_on) WHERE is_on = 1;
            CREATE TABLE goods_picture (
                goods INT64 NOT NULL REFERENCES goods (id),
                place INT64 NOT NULL,
                file TEXT NOT NULL,
                PRIMARY KEY (goods, place)
            );
            CREATE TABLE stock_entry (
                goods INT64 NOT NULL REFERENCES goods (id),
                number INT64 NOT NULL CHECK (number >= 1),
                cause TEXT NOT NULL,
                change INT64 NOT NULL,
                stock_after INT64 CHECK (stock_after >= 0),
                reason TEXT NOT NULL,
                at INT64 NOT NULL,
                PRIMARY KEY (goods, number),
                UNIQUE (goods, cause)
            );
            """
    )
}
