//! A page on paper.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::Page;

impl Page<'_> {
    /// The sheets that the page is printed on, each with its width and height in points.
    pub fn sheets(&self) -> Vec<(f64, f64)> {
        let printed = self.call(
            "Page.printToPDF",
            json!({ "preferCSSPageSize": true, "printBackground": false }),
        );
        let pdf = STANDARD
            .decode(printed["data"].as_str().expect("a file"))
            .expect("base64");
        // What is drawn is packed; the sheets themselves are not.
        let pdf = String::from_utf8_lossy(&pdf);
        pdf.split("/Type /Page\n")
            .skip(1)
            .map(|sheet| {
                let (_, after) = sheet.split_once("/MediaBox [0 0 ").expect("a size");
                let (size, _) = after.split_once(']').expect("its end");
                let (wide, high) = size.split_once(' ').expect("width and height");
                let points = |text: &str| text.parse().expect("points");
                (points(wide), points(high))
            })
            .collect()
    }
}
