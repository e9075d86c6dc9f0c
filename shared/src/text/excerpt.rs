//! Shortening a text by whole words.

use unicode_normalization::char::is_combining_mark;

/// The first line of `text` that is not blank, in at most `max_chars` characters.
///
/// A longer line is cut where a word ends and gets "…", which counts; a word longer than that is
/// cut between characters, never before a combining mark.
pub fn excerpt(text: &str, max_chars: usize) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    if line.chars().count() <= max_chars {
        return line.to_owned();
    }
    if max_chars == 0 {
        return String::new();
    }
    let room = max_chars - 1;
    let kept: Vec<char> = line.chars().take(room).collect();
    let next = line.chars().nth(room);
    let mut end = kept.len();
    if next.is_some_and(|c| !c.is_whitespace()) {
        match kept.iter().rposition(|c| c.is_whitespace()) {
            Some(space) => end = space,
            None => end = last_whole_character(&kept, next),
        }
    }
    let cut: String = kept.into_iter().take(end).collect();
    let bare = cut
        .trim_end()
        .trim_end_matches(['.', ',', ';', ':', '،', '؛', '…', '-', '–', '—']);
    format!("{}…", bare.trim_end())
}

/// Where to cut inside a word, so that a letter keeps its marks.
fn last_whole_character(kept: &[char], next: Option<char>) -> usize {
    if !next.is_some_and(is_combining_mark) {
        return kept.len();
    }
    kept.iter()
        .rposition(|c| !is_combining_mark(*c))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_the_end_of_a_word() {
        for (text, max, wanted) in [
            ("Longer opening hours", 50, "Longer opening hours"),
            ("Longer opening hours", 20, "Longer opening hours"),
            ("Longer opening hours", 19, "Longer opening…"),
            ("Longer opening hours", 15, "Longer opening…"),
            ("Longer opening hours", 14, "Longer…"),
            ("Longer, wider", 10, "Longer…"),
            ("نحتاج مواقف أكثر، قرب المستشفى", 20, "نحتاج مواقف أكثر…"),
            ("\n\n  First line \nsecond line", 40, "First line"),
            ("Incomprehensibilities", 8, "Incompr…"),
            ("cafe\u{301}teria", 5, "caf…"),
            ("بَّبَّبَّ", 3, "…"),
            ("abc", 1, "…"),
            ("abc", 0, ""),
            ("", 10, ""),
            ("  \n ", 10, ""),
        ] {
            let short = excerpt(text, max);
            assert_eq!(short, wanted, "{text:?} in {max}");
            assert!(short.chars().count() <= max);
        }
    }
}
