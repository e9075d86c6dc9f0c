//! The calendar of working days.

use diesel::prelude::*;
use serde_json::{Value, json};
use server::db::schema::{holidays, working_weeks};
use shared::lang::{Lang, detect};

use super::{Rows, some};

impl Rows<'_> {
    pub(super) fn holidays(&self) -> Vec<Value> {
        type Row = (
            String,
            String,
            String,
            String,
            String,
            String,
            String,
            String,
        );
        let rows: Vec<Row> = self.app.query(|conn| {
            holidays::table
                .order((holidays::first_day, holidays::id))
                .select((
                    holidays::first_day,
                    holidays::last_day,
                    holidays::name_ar,
                    holidays::name_en,
                    holidays::status,
                    holidays::source_ar,
                    holidays::source_en,
                    holidays::link,
                ))
                .load(conn)
        });
        let row = |one: Row| {
            json!({
                "first_day": one.0,
                "last_day": one.1,
                "name_ar": one.2,
                "name_en": one.3,
                "status": one.4,
                "source_ar": some(&one.5),
                "source_en": some(&one.6),
                "link": some(&one.7),
            })
        };
        rows.into_iter().map(row).collect()
    }

    pub(super) fn weekends(&self) -> Vec<Value> {
        let rows: Vec<(String, String, String, String)> = self.app.query(|conn| {
            working_weeks::table
                .order(working_weeks::from_day)
                .select((
                    working_weeks::from_day,
                    working_weeks::days_off,
                    working_weeks::source,
                    working_weeks::link,
                ))
                .load(conn)
        });
        let row = |one: (String, String, String, String)| {
            let source = some(&one.2);
            json!({
                "from_day": one.0,
                "days_off": one.1,
                "source": source,
                "source_lang": source.map(|text| detect(text, Lang::Ar).code()),
                "link": some(&one.3),
            })
        };
        rows.into_iter().map(row).collect()
    }
}
