//! What a column of a file is.

/// What a column is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words of a person or an agency. Their language stands in the column named here; none where
    /// the text's own column ends in `_ar` or `_en`.
    Text(Option<&'static str>),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A reference, a name in an address.
    Sign,
    Link,
    /// The language of a text, as it is stored.
    Lang,
    /// The language of a text, recognised from the text itself as pages do.
    Recognised,
    /// A stored moment.
    Moment,
    /// The day of a stored moment in the platform's zone, by which clocks count.
    DayOf,
    Day,
    Number(Unit),
    Flag,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// It is a number of something, such as the second answer.
    Ordinal,
    WorkingDays,
    Places,
    Suggestions,
    Lists,
    Percent,
    Cases,
}

impl Kind {
    /// The word of the dictionary, and of the key `open_data.type.…`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Text(_) => "text",
            Kind::Word(_) => "word",
            Kind::Sign => "sign",
            Kind::Link => "link",
            Kind::Lang | Kind::Recognised => "language",
            Kind::Moment => "moment",
            Kind::DayOf | Kind::Day => "day",
            Kind::Number(_) => "number",
            Kind::Flag => "flag",
        }
    }

    /// What a number counts.
    pub fn unit(self) -> Option<&'static str> {
        match self {
            Kind::Number(Unit::WorkingDays) => Some("working_days"),
            Kind::Number(Unit::Places) => Some("places"),
            Kind::Number(Unit::Suggestions) => Some("suggestions"),
            Kind::Number(Unit::Lists) => Some("lists"),
            Kind::Number(Unit::Percent) => Some("percent"),
            Kind::Number(Unit::Cases) => Some("cases"),
            _ => None,
        }
    }

    /// The words that may stand there; none where anything may.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Kind::Word(words) => words,
            Kind::Lang | Kind::Recognised => &["ar", "en", "other"],
            _ => &[],
        }
    }
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the file, in lower case; its words stand in the locales
    /// (`frontend::pages::open_data::definition`).
    pub name: &'static str,
    /// Where it is read; names in braces are sets of states.
    pub sql: &'static str,
    pub kind: Kind,
}

/// A column.
pub const fn column(name: &'static str, sql: &'static str, kind: Kind) -> Column {
    Column { name, sql, kind }
}

/// A text of which each language has a column of its own.
pub const fn named(name: &'static str, sql: &'static str) -> Column {
    column(name, sql, Kind::Text(None))
}

/// A text in the language that another column names.
pub const fn text(name: &'static str, sql: &'static str, lang: &'static str) -> Column {
    column(name, sql, Kind::Text(Some(lang)))
}

pub const fn word(name: &'static str, sql: &'static str, words: &'static [&'static str]) -> Column {
    column(name, sql, Kind::Word(words))
}

pub const fn sign(name: &'static str, sql: &'static str) -> Column {
    column(name, sql, Kind::Sign)
}

pub const fn number(name: &'static str, sql: &'static str, unit: Unit) -> Column {
    column(name, sql, Kind::Number(unit))
}
