//! What agencies are measured by.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::{Value, json};
use server::db::schema::{satisfactions, scorecard_cells as cells, topics};

use super::{Rows, some};

impl Rows<'_> {
    /// Yes, partly, no of each agency that five people or more have said something of.
    pub(super) fn said(&self) -> HashMap<String, [i64; 3]> {
        let rows: Vec<(String, String)> = self.app.query(|conn| {
            satisfactions::table
                .inner_join(topics::table.on(topics::id.eq(satisfactions::topic_id)))
                .select((topics::agency_id, satisfactions::verdict))
                .load(conn)
        });
        let mut said: HashMap<String, [i64; 3]> = HashMap::new();
        for (agency, verdict) in rows {
            let at = ["yes", "partly", "no"]
                .iter()
                .position(|word| *word == verdict);
            said.entry(agency).or_default()[at.expect("a verdict")] += 1;
        }
        said.retain(|_, many| many.iter().sum::<i64>() >= 5);
        said
    }

    pub(super) fn scorecards(&self) -> Vec<Value> {
        type Row = (i32, String, String, String, String, String, i64, i64, i64);
        let rows: Vec<Row> = self.app.query(|conn| {
            cells::table
                .order((
                    cells::scope,
                    cells::governorate,
                    cells::category,
                    cells::measure,
                    cells::day,
                    cells::topic_id,
                ))
                .select((
                    cells::scope,
                    cells::governorate,
                    cells::category,
                    cells::measure,
                    cells::day,
                    cells::topic_id,
                    cells::cases,
                    cells::in_time,
                    cells::late,
                ))
                .load(conn)
        });
        let row = |one: Row| {
            let topic = self.topics.iter().find(|topic| topic.id == one.5);
            let topic = topic.expect("a topic");
            let cuts = ["all", "governorate", "category", "governorate_category"];
            let private = ["yes", "partly", "no"].contains(&one.3.as_str());
            (!private).then(|| {
                json!({
                    "agency": self.agency(&topic.agency_id).slug,
                    "topic": topic.slug,
                    "cut": cuts[usize::try_from(one.0).expect("a scope")],
                    "governorate": some(&one.1),
                    "category": some(&one.2),
                    "measure": one.3,
                    "day": one.4,
                    "cases": one.6,
                    "in_time": one.7,
                    "late": one.8,
                })
            })
        };
        rows.into_iter().filter_map(row).collect()
    }
}
