//! The calendar by which every due day is counted.

use crate::open_data::File;
use crate::open_data::column::{Kind, column, named, sign, text, word};

/// Public holidays, as entered.
pub const HOLIDAYS: File = File {
    name: "holidays",
    columns: &[
        column("first_day", "h.first_day", Kind::Day),
        column("last_day", "h.last_day", Kind::Day),
        named("name_ar", "h.name_ar"),
        named("name_en", "h.name_en"),
        word("status", "h.status", &["estimated", "announced"]),
        named("source_ar", "h.source_ar"),
        named("source_en", "h.source_en"),
        column("link", "h.link", Kind::Link),
    ],
    from: "holidays h",
    order: "h.first_day, h.id",
};

/// The days of the week without work, from a day on.
pub const WEEKENDS: File = File {
    name: "weekends",
    columns: &[
        column("from_day", "w.from_day", Kind::Day),
        sign("days_off", "w.days_off"),
        text("source", "w.source", "source_lang"),
        column("source_lang", "w.source", Kind::Recognised),
        column("link", "w.link", Kind::Link),
    ],
    from: "working_weeks w",
    order: "w.from_day",
};
