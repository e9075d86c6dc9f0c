//! What a topic sets for itself.

use crate::error::{Code, Coded};

/// At least half of the days is for suggesting.
pub const MOST_RANKING_ONLY_PERCENT: u32 = 50;

/// The settings of one topic; `default()` are those of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// K: places on a priority list, 3 to 16.
    pub list_places: u32,
    /// N: places on the balanced shortlist, 1 to 100.
    pub shortlist_places: u32,
    /// t: the shortlist takes suggestions on at least so many lists, 1 to 1000.
    pub shortlist_min_lists: u32,
    /// Suggestions by one person, 1 to 100.
    pub per_person: u32,
    /// The last part of the days, in percent, that is for ranking only, 0 to 50.
    pub ranking_only_percent: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            list_places: 10,
            shortlist_places: 10,
            shortlist_min_lists: 5,
            per_person: 5,
            ranking_only_percent: 25,
        }
    }
}

/// `value` of the setting lies outside `least..=most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting} is {value}, not from {least} to {most}")]
pub struct SettingsRefusal {
    /// The name of the field of [`Settings`].
    pub setting: &'static str,
    pub value: u32,
    pub least: u32,
    pub most: u32,
}

impl Coded for SettingsRefusal {
    fn code(&self) -> Code {
        Code::SettingOutOfRange
    }
}

impl Settings {
    /// The settings if each is within its limits, else every one that is not.
    pub fn checked(self) -> Result<Self, Vec<SettingsRefusal>> {
        let refusals: Vec<_> = [
            ("list_places", self.list_places, 3, 16),
            ("shortlist_places", self.shortlist_places, 1, 100),
            ("shortlist_min_lists", self.shortlist_min_lists, 1, 1000),
            ("per_person", self.per_person, 1, 100),
            (
                "ranking_only_percent",
                self.ranking_only_percent,
                0,
                MOST_RANKING_ONLY_PERCENT,
            ),
        ]
        .into_iter()
        .filter(|(_, value, least, most)| !(least..=most).contains(&value))
        .map(|(setting, value, least, most)| SettingsRefusal {
            setting,
            value,
            least,
            most,
        })
        .collect();
        if refusals.is_empty() {
            Ok(self)
        } else {
            Err(refusals)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_of_the_rules_are_within_the_limits() {
        let settings = Settings::default();
        assert_eq!(settings.checked(), Ok(settings));
    }

    #[test]
    fn each_setting_has_limits() {
        let rules = Settings::default();
        for (settings, refused) in [
            (
                Settings {
                    list_places: 3,
                    ..rules
                },
                None,
            ),
            (
                Settings {
                    list_places: 16,
                    ..rules
                },
                None,
            ),
            (
                Settings {
                    list_places: 2,
                    ..rules
                },
                Some("list_places"),
            ),
            (
                Settings {
                    list_places: 17,
                    ..rules
                },
                Some("list_places"),
            ),
            (
                Settings {
                    shortlist_places: 0,
                    ..rules
                },
                Some("shortlist_places"),
            ),
            (
                Settings {
                    shortlist_places: 101,
                    ..rules
                },
                Some("shortlist_places"),
            ),
            (
                Settings {
                    shortlist_min_lists: 0,
                    ..rules
                },
                Some("shortlist_min_lists"),
            ),
            (
                Settings {
                    per_person: 0,
                    ..rules
                },
                Some("per_person"),
            ),
            (
                Settings {
                    ranking_only_percent: 0,
                    ..rules
                },
                None,
            ),
            (
                Settings {
                    ranking_only_percent: 50,
                    ..rules
                },
                None,
            ),
            (
                Settings {
                    ranking_only_percent: 51,
                    ..rules
                },
                Some("ranking_only_percent"),
            ),
        ] {
            let refusals = settings.checked().err().unwrap_or_default();
            let names: Vec<_> = refusals.iter().map(|refusal| refusal.setting).collect();
            assert_eq!(names, Vec::from_iter(refused), "{settings:?}");
        }
    }

    #[test]
    fn all_faults_are_named_at_once() {
        let settings = Settings {
            list_places: 0,
            per_person: 1000,
            ..Settings::default()
        };
        let refusals = settings.checked().unwrap_err();
        assert_eq!(
            refusals,
            [
                SettingsRefusal {
                    setting: "list_places",
                    value: 0,
                    least: 3,
                    most: 16
                },
                SettingsRefusal {
                    setting: "per_person",
                    value: 1000,
                    least: 1,
                    most: 100
                },
            ]
        );
        assert_eq!(refusals[0].code(), Code::SettingOutOfRange);
    }
}
