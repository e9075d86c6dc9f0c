//! Pages read and used as by a person without script: find, read, fill in, send, follow.

mod form;

use scraper::{ElementRef, Html, Selector};

pub use form::Form;

use super::http::{Answer, Client};

/// A page and where it came from.
pub struct Document {
    html: Html,
    path: String,
}

impl Document {
    /// Reads a page; `path` (with its query) is what its links and forms are relative to.
    pub fn parse(text: &str, path: &str) -> Document {
        Document {
            html: Html::parse_document(text),
            path: path.to_owned(),
        }
    }

    /// The whole page as an element.
    pub fn root(&self) -> Node<'_> {
        Node(self.html.root_element())
    }

    /// The one element that fits; panics when there is none or more than one.
    #[track_caller]
    pub fn one(&self, css: &str) -> Node<'_> {
        self.root().one(css)
    }

    /// All elements that fit, in the order of the page.
    pub fn all(&self, css: &str) -> Vec<Node<'_>> {
        self.root().all(css)
    }

    /// Whether any element fits.
    pub fn has(&self, css: &str) -> bool {
        !self.all(css).is_empty()
    }

    /// The text of the one element that fits.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        self.one(css).text()
    }

    /// The form that fits, filled as the page shows it.
    #[track_caller]
    pub fn form(&self, css: &str) -> Form {
        Form::read(self, self.one(css))
    }

    /// The same of a form that was found.
    pub fn form_of(&self, form: Node<'_>) -> Form {
        Form::read(self, form)
    }

    /// Follows the one link that fits.
    #[track_caller]
    pub fn follow(&self, css: &str, client: &Client) -> Answer {
        let link = self.one(css);
        let href = link
            .attr("href")
            .unwrap_or_else(|| panic!("no link: {}", link.html()));
        client.get(&self.resolve(href))
    }

    /// What an address on this page means: path and query, or an address elsewhere unchanged.
    pub fn resolve(&self, address: &str) -> String {
        let address = address.split('#').next().unwrap_or_default();
        let path = self.path.split('?').next().unwrap_or_default();
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        match address {
            "" => self.path.clone(),
            _ if address.starts_with('/') || address.contains("://") => address.to_owned(),
            _ if address.starts_with('?') => format!("{path}{address}"),
            _ => format!("{folder}/{address}"),
        }
    }
}

/// An element of a page.
#[derive(Clone, Copy)]
pub struct Node<'a>(ElementRef<'a>);

impl<'a> Node<'a> {
    /// The one element below that fits; panics when there is none or more than one.
    #[track_caller]
    pub fn one(&self, css: &str) -> Node<'a> {
        let found = self.all(css);
        assert!(
            found.len() == 1,
            "{} elements fit {css} in:\n{}",
            found.len(),
            self.html()
        );
        found[0]
    }

    /// All elements below that fit, in the order of the page.
    pub fn all(&self, css: &str) -> Vec<Node<'a>> {
        self.0.select(&selector(css)).map(Node).collect()
    }

    /// Its text with runs of white space as one space.
    pub fn text(&self) -> String {
        self.raw_text()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Its text as written.
    pub fn raw_text(&self) -> String {
        self.0.text().collect()
    }

    /// Whether any element below fits.
    pub fn has(&self, css: &str) -> bool {
        !self.all(css).is_empty()
    }

    /// The text of each element below that fits.
    pub fn text_of(&self, css: &str) -> Vec<String> {
        self.all(css).iter().map(Node::text).collect()
    }

    /// An attribute.
    pub fn attr(&self, name: &str) -> Option<&'a str> {
        self.0.value().attr(name)
    }

    /// The name of the element, in lower case.
    pub fn tag(&self) -> &'a str {
        self.0.value().name()
    }

    /// Whether it fits.
    pub fn is(&self, css: &str) -> bool {
        selector(css).matches(&self.0)
    }

    /// The elements around it, the nearest first.
    pub fn around(&self) -> Vec<Node<'a>> {
        self.0
            .ancestors()
            .filter_map(ElementRef::wrap)
            .map(Node)
            .collect()
    }

    /// Its markup.
    pub fn html(&self) -> String {
        self.0.html()
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error:?}"))
}

#[cfg(test)]
mod tests;
