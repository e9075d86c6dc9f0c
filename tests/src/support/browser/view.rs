//! Through what a page is looked at.

use serde_json::{Value, json};

use super::Page;

/// Screen, language, colours, and whether scripts run.
#[derive(Debug, Clone)]
pub struct View {
    pub(super) width: u32,
    pub(super) height: u32,
    lang: String,
    dark: bool,
    pub(super) javascript: bool,
    phone: bool,
    calm: bool,
    forced: bool,
}

impl View {
    /// A phone of 360 × 740 CSS pixels with touch, in Arabic.
    pub fn phone() -> View {
        View {
            phone: true,
            ..View::desktop()
        }
        .size(360, 740)
    }

    /// A window of 1280 × 800 CSS pixels, in Arabic.
    pub fn desktop() -> View {
        let lang = "ar".to_owned();
        View {
            width: 1280,
            height: 800,
            lang,
            dark: false,
            javascript: true,
            phone: false,
            calm: false,
            forced: false,
        }
    }

    /// Another size in CSS pixels.
    pub fn size(self, width: u32, height: u32) -> View {
        View {
            width,
            height,
            ..self
        }
    }

    /// The language asked for, as in Accept-Language.
    pub fn lang(self, lang: &str) -> View {
        View {
            lang: lang.to_owned(),
            ..self
        }
    }

    /// Prefers dark colours.
    pub fn dark(self) -> View {
        View { dark: true, ..self }
    }

    /// Runs no scripts of the page.
    pub fn without_javascript(self) -> View {
        View {
            javascript: false,
            ..self
        }
    }

    /// Prefers reduced motion.
    pub fn calm(self) -> View {
        View { calm: true, ..self }
    }

    /// Few colours, chosen by the reader (high contrast).
    pub fn forced_colours(self) -> View {
        View {
            forced: true,
            ..self
        }
    }

    pub(super) fn apply(&self, page: &Page<'_>, user_agent: &str) {
        let settings: [(&str, Value); 5] = [
            // Several pages are open at once; each behaves as if it were the one in front.
            (
                "Emulation.setFocusEmulationEnabled",
                json!({ "enabled": true }),
            ),
            (
                "Emulation.setUserAgentOverride",
                json!({ "userAgent": user_agent, "acceptLanguage": self.lang }),
            ),
            (
                "Emulation.setLocaleOverride",
                json!({ "locale": self.lang }),
            ),
            (
                "Emulation.setTimezoneOverride",
                json!({ "timezoneId": "Asia/Muscat" }),
            ),
            (
                "Emulation.setScriptExecutionDisabled",
                json!({ "value": !self.javascript }),
            ),
        ];
        for (method, params) in settings {
            page.call(method, params);
        }
        self.show(page);
    }

    /// What can change while a page is looked at: the window, and what its reader prefers.
    fn show(&self, page: &Page<'_>) {
        let media = |name: &str, value: &str| json!({ "name": name, "value": value });
        let either = |whether: bool, yes, no| if whether { yes } else { no };
        let features = [
            media("prefers-color-scheme", either(self.dark, "dark", "light")),
            media(
                "prefers-reduced-motion",
                either(self.calm, "reduce", "no-preference"),
            ),
            media("forced-colors", either(self.forced, "active", "none")),
        ];
        page.call(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
        // The same window again would lay the page out again.
        let window = (self.width, self.height, self.phone);
        if page.window.replace(Some(window)) == Some(window) {
            return;
        }
        page.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": self.width, "height": self.height, "deviceScaleFactor": 1,
                "mobile": self.phone }),
        );
        page.call(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": self.phone }),
        );
    }
}

impl Page<'_> {
    /// Looks at the same page through another view. Its language stays, and whether scripts run.
    pub fn look(&self, view: &View) {
        view.show(self);
    }
}
