//! What was measured, and whether it keeps its limits.

/// A figure that has a limit.
struct Line {
    what: String,
    figure: String,
    limit: String,
    kept: bool,
}

/// All figures that have limits.
#[derive(Default)]
pub struct Report(Vec<Line>);

impl Report {
    /// A figure that must not be larger.
    pub fn at_most(&mut self, what: impl Into<String>, figure: f64, limit: f64, unit: &str) {
        self.add(
            what.into(),
            figure,
            format!("at most {limit}{unit}"),
            unit,
            figure <= limit,
        );
    }

    /// A figure that must not be smaller.
    pub fn at_least(&mut self, what: impl Into<String>, figure: f64, limit: f64, unit: &str) {
        self.add(
            what.into(),
            figure,
            format!("at least {limit}{unit}"),
            unit,
            figure >= limit,
        );
    }

    fn add(&mut self, what: String, figure: f64, limit: String, unit: &str, kept: bool) {
        let figure = format!("{figure:.2}{unit}");
        self.0.push(Line {
            what,
            figure,
            limit,
            kept,
        });
    }

    /// Prints every figure beside its limit; false when one was missed.
    pub fn say(&self) -> bool {
        println!("\nLimits");
        for Line {
            what,
            figure,
            limit,
            kept,
        } in &self.0
        {
            let said = if *kept { "kept" } else { "MISSED" };
            println!("  {what:<64} {figure:>9}  {limit:<14} {said}");
        }
        self.0.iter().all(|line| line.kept)
    }
}
