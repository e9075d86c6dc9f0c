//! A browser and what it runs on, in words.

use shared::device::{Browser, Device, System};
use shared::lang::Lang;

use crate::i18n::t;

/// "Firefox on Android"; what could not be told is said so.
pub fn name(lang: Lang, device: Device) -> String {
    let browser = match device.browser {
        Browser::Firefox => Some("Firefox"),
        Browser::Edge => Some("Edge"),
        Browser::Opera => Some("Opera"),
        Browser::Samsung => Some("Samsung Internet"),
        Browser::Chrome => Some("Chrome"),
        Browser::Safari => Some("Safari"),
        Browser::Other => None,
    };
    let system = match device.system {
        System::Android => Some("Android"),
        System::Ios => Some("iOS"),
        System::Windows => Some("Windows"),
        System::Mac => Some("macOS"),
        System::ChromeOs => Some("ChromeOS"),
        System::Linux => Some("Linux"),
        System::Other => None,
    };
    match (browser, system) {
        (Some(browser), Some(system)) => t::sessions::device(lang, browser, system),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => t::sessions::some_browser(lang, system),
        (None, None) => t::sessions::unknown_device(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said() {
        for (stored, wanted) in [
            ("firefox/android", "Firefox on Android"),
            ("safari/other", "Safari"),
            ("other/windows", "A browser on Windows"),
            ("", "An unknown browser"),
        ] {
            assert_eq!(name(Lang::En, Device::parse(stored)), wanted);
        }
        let arabic = name(Lang::Ar, Device::parse("firefox/android"));
        assert_eq!(
            arabic,
            "\u{2068}Firefox\u{2069} على \u{2068}Android\u{2069}"
        );
    }
}
