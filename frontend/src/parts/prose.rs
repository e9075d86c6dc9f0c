//! Texts of agencies in a small subset of Markdown: paragraphs, lists, emphasis, headings and links.
//! The one home of Markdown at run time.
//!
//! What the subset has not is shown as text, so that nothing that was written is lost; whatever is
//! rendered passes a list of allowed elements once more, so that a fault of the renderer harms
//! nobody.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html};
use shared::input::Link;

use super::host::real_host;

/// A text as HTML; its headings begin with the third level, under the page's own.
pub fn prose(text: &str) -> impl IntoView + use<> {
    InertElement::new(to_html(text))
}

/// The same as a string, ready to stand in a page.
pub fn to_html(text: &str) -> String {
    let mut subset = Subset::default();
    for event in Parser::new(text) {
        subset.take(event);
    }
    let mut rendered = String::new();
    html::push_html(&mut rendered, subset.events.into_iter());
    CLEANER.clean(&rendered).to_string()
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "p", "br", "em", "strong", "ul", "ol", "li", "h3", "h4", "h5", "h6", "a", "bdi",
    ];
    let attributes = [("a", "href"), ("bdi", "dir"), ("ol", "start")];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .clean_content_tags(HashSet::from(["script", "style", "svg", "math"]))
        .tag_attributes(
            attributes
                .into_iter()
                .map(|(tag, name)| (tag, HashSet::from([name])))
                .collect::<HashMap<_, _>>(),
        )
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// The events of a text, those outside the subset turned into text.
#[derive(Default)]
struct Subset<'a> {
    events: Vec<Event<'a>>,
    /// The levels of the headings that the next one could stand under.
    headings: Vec<HeadingLevel>,
    /// Links that are open: where each leads, or none for one that is shown as its words alone.
    links: Vec<Option<Leads>>,
}

/// Where a link leads, and the words it has so far.
struct Leads {
    host: String,
    words: String,
}

impl<'a> Subset<'a> {
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                for link in self.links.iter_mut().flatten() {
                    link.words.push_str(&text);
                }
                self.events.push(Event::Text(text));
            }
            // A line that was broken stays broken.
            Event::SoftBreak | Event::HardBreak => self.events.push(Event::HardBreak),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::List(_) | Tag::Item => {
                self.events.push(Event::Start(tag));
            }
            Tag::HtmlBlock | Tag::CodeBlock(_) => self.events.push(Event::Start(Tag::Paragraph)),
            Tag::Heading { level, .. } => {
                self.headings.retain(|above| *above < level);
                self.headings.push(level);
                self.events.push(Event::Start(Tag::Heading {
                    level: self.shown_level(),
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }));
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let host = leads_to(&address);
                if host.is_some() {
                    self.events.push(Event::Start(Tag::Link {
                        link_type: LinkType::Inline,
                        dest_url: address.into(),
                        title: "".into(),
                        id: "".into(),
                    }));
                }
                self.links.push(host.map(|host| Leads {
                    host,
                    words: String::new(),
                }));
            }
            // Of a picture its words, of a quotation its paragraphs.
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::List(_)
            | TagEnd::Item => self.events.push(Event::End(end)),
            TagEnd::HtmlBlock | TagEnd::CodeBlock => {
                self.events.push(Event::End(TagEnd::Paragraph));
            }
            TagEnd::Heading(_) => {
                let level = self.shown_level();
                self.events.push(Event::End(TagEnd::Heading(level)));
            }
            TagEnd::Link => {
                let Some(Leads { host, words }) = self.links.pop().flatten() else {
                    return;
                };
                self.events.push(Event::End(TagEnd::Link));
                if !words.contains(&host) {
                    let beside = format!(" <bdi dir=\"ltr\">({host})</bdi>");
                    self.events.push(Event::InlineHtml(beside.into()));
                }
            }
            _ => {}
        }
    }

    /// The first heading of a text is of the third level, whatever it was written as; none is more
    /// than one below the one it stands under.
    fn shown_level(&self) -> HeadingLevel {
        match self.headings.len() {
            0 | 1 => HeadingLevel::H3,
            2 => HeadingLevel::H4,
            3 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }
}

/// The host of a web address, or the address of a mail; none for what is not linked.
fn leads_to(address: &str) -> Option<String> {
    let Some(mail) = address.strip_prefix("mailto:") else {
        return real_host(address);
    };
    let (name, host) = mail.split_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let of_a_site = Link::parse(&format!("https://{host}")).is_ok();
    (!name.is_empty() && name.chars().all(plain) && host.chars().all(plain) && of_a_site)
        .then(|| mail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(text: &str) -> String {
        to_html(text).replace('\n', "")
    }

    #[test]
    fn the_subset_is_rendered() {
        for (text, wanted) in [
            (
                "First line\nsecond line\n\nNext",
                "<p>First line<br>second line</p><p>Next</p>",
            ),
            (
                "ماذا سمعنا؟\n- أولًا\n- ثانيًا",
                "<p>ماذا سمعنا؟</p><ul><li>أولًا</li><li>ثانيًا</li></ul>",
            ),
            (
                "3. three\n4. **four** and *more*",
                "<ol start=\"3\"><li>three</li><li><strong>four</strong> and <em>more</em></li></ol>",
            ),
            (
                "# Whole\n### Part\n###### Piece\n## Other",
                "<h3>Whole</h3><h4>Part</h4><h5>Piece</h5><h4>Other</h4>",
            ),
            ("#### First", "<h3>First</h3>"),
            (
                "<desk@libraries.gov.om>",
                "<p><a href=\"mailto:desk@libraries.gov.om\" rel=\"nofollow noopener noreferrer\">desk@libraries.gov.om</a></p>",
            ),
            (
                "[the plan](https://libraries.gov.om/plan.pdf)",
                "<p><a href=\"https://libraries.gov.om/plan.pdf\" rel=\"nofollow noopener noreferrer\">the plan</a> <bdi dir=\"ltr\">(libraries.gov.om)</bdi></p>",
            ),
            (
                "<https://libraries.gov.om/plan>",
                "<p><a href=\"https://libraries.gov.om/plan\" rel=\"nofollow noopener noreferrer\">https://libraries.gov.om/plan</a></p>",
            ),
        ] {
            assert_eq!(flat(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_the_subset_has_not_is_text() {
        for (text, wanted) in [
            ("a `<b>` c", "<p>a &lt;b&gt; c</p>"),
            ("    code <i>", "<p>code &lt;i&gt;</p>"),
            ("> said", "<p>said</p>"),
            ("![a map](https://maps.example/x.png)", "<p>a map</p>"),
            ("a\n\n***\n\nb", "<p>a</p><p>b</p>"),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "<p>| a | b |<br>|---|---|<br>| 1 | 2 |</p>",
            ),
        ] {
            assert_eq!(flat(text), wanted, "{text}");
        }
    }

    #[test]
    fn hostile_markup_becomes_text() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <svg onload=alert(1)><math><mtext><style>*{}</style></math></svg> b",
            "<!--><script>alert(1)</script>-->",
            "<![CDATA[<script>alert(1)</script>]]>",
            "```\n</code></pre><script>alert(1)</script>\n```",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "[x](https://a.example \"\\\"><script>alert(1)</script>\")",
            "# <iframe srcdoc='<script>'>",
            "<a href=\"javascript:alert(1)\" style=\"position:fixed\">click</a>",
            "<style>body{display:none}</style>",
            "- <form action=https://evil.example><input name=password>",
        ] {
            let html = to_html(text);
            for tag in html.split('<').skip(1) {
                let name: String = tag
                    .trim_start_matches('/')
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .collect();
                assert!(
                    ["p", "br", "a", "bdi", "h3", "ul", "li"].contains(&name.as_str()),
                    "<{name}> from {text:?}: {html}"
                );
                let inside = tag.split('>').next().unwrap_or_default();
                assert!(
                    !inside.contains('=') || ["a", "bdi"].contains(&name.as_str()),
                    "attributes of <{name}> from {text:?}: {html}"
                );
            }
            assert!(!html.contains("<!"), "{html}");
        }
    }

    #[test]
    fn only_addresses_that_lead_where_they_say_are_links() {
        for text in [
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java&#115;cript:alert(1))",
            "[x](<java\tscript:alert(1)>)",
            "[x](data:text/html,<script>alert(1)</script>)",
            "[x](vbscript:x)",
            "[x](//evil.example)",
            "[x](/ar/sign-out)",
            "[x](https://ministry.gov.om@evil.example/)",
            "[x](https://ministry.gov.om%40evil.example/)",
            "[x](mailto:a@b.om?subject=x&bcc=c@d.om)",
            "[x](mailto:javascript)",
            "<javascript:alert(1)>",
            "[x]\n\n[x]: javascript:alert(1)",
        ] {
            let html = to_html(text);
            assert!(!html.contains("<a"), "{text}: {html}");
        }
    }

    #[test]
    fn words_dressed_as_another_host_stand_beside_the_real_one() {
        for (text, host) in [
            (
                "[https://ministry.gov.om](https://evil.example/a)",
                "evil.example",
            ),
            (
                "[ministry.gov.om](https://ministry.gov.om.evil.example)",
                "ministry.gov.om.evil.example",
            ),
            (
                "[ministry.gov.om](https://мinistry.gov.om)",
                "xn--inistry-sig.gov.om",
            ),
        ] {
            let html = to_html(text);
            let beside = format!("</a> <bdi dir=\"ltr\">({host})</bdi>");
            assert!(html.contains(&beside), "{text}: {html}");
        }
    }
}
