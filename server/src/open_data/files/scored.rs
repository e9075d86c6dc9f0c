//! What agencies are measured by.

use super::{AGENCY, TOPIC};
use crate::open_data::File;
use crate::open_data::column::{Kind, Unit, column, number, sign, word};

/// The sums that scorecards are read from. What people said of decisions is not among them: by day
/// and place they would be so few that somebody could be known by them.
pub const SCORECARDS: File = File {
    name: "scorecards",
    columns: &[
        AGENCY,
        TOPIC,
        word(
            "cut",
            "CASE c.scope WHEN 0 THEN 'all' WHEN 1 THEN 'governorate' WHEN 2 THEN 'category' \
             ELSE 'governorate_category' END",
            &["all", "governorate", "category", "governorate_category"],
        ),
        sign("governorate", "c.governorate"),
        sign("category", "c.category"),
        word(
            "measure",
            "c.measure",
            &[
                "acknowledge",
                "decide",
                "standing",
                "answered",
                "published",
                "adopted",
                "rejected",
                "hidden",
                "merged",
                "withdrawn",
                "planned",
                "in_progress",
                "done",
                "dropped",
            ],
        ),
        column("day", "c.day", Kind::Day),
        number("cases", "c.cases", Unit::Cases),
        number("in_time", "c.in_time", Unit::Cases),
        number("late", "c.late", Unit::Cases),
    ],
    from: "scorecard_cells c CROSS JOIN topics t CROSS JOIN agencies g \
           WHERE t.id = c.topic_id AND g.id = t.agency_id \
           AND c.measure NOT IN ('yes', 'partly', 'no')",
    order: "c.scope, c.governorate, c.category, c.measure, c.day, c.topic_id",
};
