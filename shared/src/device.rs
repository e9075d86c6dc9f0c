//! The class of a browser, short enough to tell one's phone from one's computer and too short to
//! follow anybody: the header that it is read from is not kept.

use crate::error::words;

words! {
    /// A family of browsers.
    pub enum Browser {
        Firefox = "firefox",
        Edge = "edge",
        Opera = "opera",
        Samsung = "samsung",
        Chrome = "chrome",
        Safari = "safari",
        Other = "other",
    }
}

words! {
    /// What it runs on.
    pub enum System {
        Android = "android",
        Ios = "ios",
        Windows = "windows",
        Mac = "mac",
        ChromeOs = "chromeos",
        Linux = "linux",
        Other = "other",
    }
}

/// A browser and what it runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    pub browser: Browser,
    pub system: System,
}

impl Device {
    pub const UNKNOWN: Device = Device {
        browser: Browser::Other,
        system: System::Other,
    };

    /// Reads a `User-Agent` header. Browsers name those they descend from as well: the order of
    /// the questions decides.
    pub fn of(user_agent: &str) -> Device {
        let says = |word: &str| user_agent.contains(word);
        let browser = match () {
            () if says("Edg") => Browser::Edge,
            () if says("OPR/") || says("Opera") => Browser::Opera,
            () if says("SamsungBrowser/") => Browser::Samsung,
            () if says("Firefox/") || says("FxiOS/") => Browser::Firefox,
            () if says("Chrome/") || says("CriOS/") => Browser::Chrome,
            () if says("Safari/") => Browser::Safari,
            () => Browser::Other,
        };
        let system = match () {
            () if says("Android") => System::Android,
            () if says("iPhone") || says("iPad") || says("iPod") => System::Ios,
            () if says("Windows") => System::Windows,
            () if says("CrOS") => System::ChromeOs,
            () if says("Macintosh") || says("Mac OS X") => System::Mac,
            () if says("Linux") => System::Linux,
            () => System::Other,
        };
        Device { browser, system }
    }

    /// As it is stored, such as `firefox/android`.
    pub fn stored(self) -> String {
        format!("{}/{}", self.browser, self.system)
    }

    /// Reads what was stored; unknown for anything else.
    pub fn parse(stored: &str) -> Device {
        let read = || {
            let (browser, system) = stored.split_once('/')?;
            Some(Device {
                browser: Browser::parse(browser).ok()?,
                system: System::parse(system).ok()?,
            })
        };
        read().unwrap_or(Device::UNKNOWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_browsers_are_told_apart() {
        for (agent, wanted) in [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
                "chrome/android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "safari/ios",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
                "chrome/ios",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "edge/windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
                "samsung/android",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "firefox/linux",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "safari/mac",
            ),
            ("curl/8.7.1", "other/other"),
            ("", "other/other"),
        ] {
            assert_eq!(Device::of(agent).stored(), wanted, "{agent}");
        }
    }

    #[test]
    fn every_class_reads_back_and_anything_else_is_unknown() {
        for browser in Browser::ALL.iter().copied() {
            for system in System::ALL.iter().copied() {
                let device = Device { browser, system };
                assert_eq!(Device::parse(&device.stored()), device);
            }
        }
        for wrong in ["", "firefox", "x/y", "firefox/android/x"] {
            assert_eq!(Device::parse(wrong), Device::UNKNOWN, "{wrong}");
        }
    }
}
