//! Cookies of one visitor of one site.

/// A cookie as it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What stands behind the first semicolon, such as `HttpOnly` and `SameSite=Lax`.
    pub attributes: Vec<String>,
}

impl Cookie {
    /// Whether an attribute of that name is there, whatever its case.
    pub fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    /// The value of an attribute, empty when it has none.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let pairs = self
            .attributes
            .iter()
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
    }

    /// Sites remove a cookie by a lifetime of nothing or a date at the epoch.
    fn is_removal(&self) -> bool {
        let age = self
            .attribute("max-age")
            .and_then(|age| age.parse::<i64>().ok());
        let expires = self.attribute("expires").unwrap_or_default();
        age.map_or(
            expires.contains(" 1970 ") || expires.contains("-1970 "),
            |age| age <= 0,
        )
    }

    fn fits(&self, path: &str) -> bool {
        let scope = self.attribute("path").unwrap_or("/").trim_end_matches('/');
        let path = path.split('?').next().unwrap_or_default();
        path.strip_prefix(scope)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

#[derive(Default)]
pub struct Jar {
    cookies: Vec<Cookie>,
}

impl Jar {
    /// Takes a `Set-Cookie` header's value.
    pub fn take(&mut self, header: &str) {
        let mut parts = header.split(';').map(str::trim);
        let (name, value) = parts
            .next()
            .and_then(|pair| pair.split_once('='))
            .expect("a cookie");
        let attributes = parts.map(str::to_owned).collect();
        let cookie = Cookie {
            name: name.to_owned(),
            value: value.to_owned(),
            attributes,
        };
        self.cookies.retain(|kept| kept.name != cookie.name);
        if !cookie.is_removal() {
            self.cookies.push(cookie);
        }
    }

    pub fn get(&self, name: &str) -> Option<Cookie> {
        self.cookies
            .iter()
            .find(|cookie| cookie.name == name)
            .cloned()
    }

    /// The `Cookie` header for a path, if any cookie fits it.
    pub fn header(&self, path: &str) -> Option<String> {
        let fitting = self.cookies.iter().filter(|cookie| cookie.fits(path));
        let pairs: Vec<String> = fitting
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_only_under_its_path_and_leaves_when_told() {
        let mut jar = Jar::default();
        jar.take("session=a; Path=/; HttpOnly; SameSite=Lax");
        jar.take("desk=b; Path=/ar/desk");
        assert_eq!(jar.header("/ar?x=1").as_deref(), Some("session=a"));
        assert_eq!(
            jar.header("/ar/desk?x").as_deref(),
            Some("session=a; desk=b")
        );
        assert_eq!(jar.header("/ar/desks").as_deref(), Some("session=a"));
        assert!(jar.get("session").unwrap().has("httponly"));
        assert_eq!(
            jar.get("session").unwrap().attribute("samesite"),
            Some("Lax")
        );
        jar.take("session=; Path=/; Max-Age=0");
        jar.take("desk=; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(jar.header("/ar/desk"), None);
    }
}
