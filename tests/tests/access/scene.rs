//! What a request of the table is about, and what it sends.

use jiff::ToSpan;
use jiff::civil::date;
use server::db::calendar_changes;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::usecases::notice::unsubscribe;
use shared::lang::Lang;
use shared::letter::TokenKind;
use shared::notice::{Group, NoticeKind, Scope as Stops};
use tests::support::app::App;
use tests::support::data::Account;

use super::People;
use super::table::{In, Row};

/// What one request is about: nothing of it is shared with another.
pub struct Scene {
    agency: String,
    agency_id: String,
    pub topic: Topic,
    pub suggestion: Suggestion,
    commitment: String,
    objection: String,
    act: String,
    template: String,
    release: String,
    /// A letter that was given up.
    letter: String,
    /// Of a link in a letter.
    token: String,
    invitation: String,
    request: String,
    view: String,
    /// Another session of the author's.
    session: String,
    /// One that the suggestion is or can be merged into.
    other: String,
    number: usize,
    /// A video of the topic.
    pub link: String,
    /// A moderator of the agency, or whoever is to become one.
    member: Account,
    holiday: String,
    /// Days that no other scene enters anything on, far from all clocks.
    days: [String; 2],
    calendar: i32,
}

/// Where the suggestion's author was asked something that waits for a reply.
fn asked(row: &Row) -> bool {
    let pages = [
        "/{lang}/suggestions/{ref}",
        "/{lang}/desk/{agency}/suggestions/{ref}",
    ];
    let acts = ["/reply", "/question/withdraw", "/my-list"];
    pages.contains(&row.pattern) || acts.iter().any(|end| row.pattern.ends_with(end))
}

impl Scene {
    pub fn new(app: &App, people: &People, row: &Row, number: usize) -> Scene {
        let topic = match row.topic {
            In::Open => app.topic(&people.agency),
            In::Draft => app.draft(&people.agency),
            In::Closed | In::Counted | In::Ready => app.closed_topic(&people.agency),
        };
        let restored = row.pattern.ends_with("/restore");
        let objected = row.pattern.contains("/steward/objections");
        let hidden = objected || row.pattern.ends_with("/object");
        let decided = row.topic == In::Ready || row.pattern.ends_with("/commitment");
        let suggestion = app.suggestion_with(&topic, Some(&people.author), |suggestion| {
            if restored {
                suggestion.publication = "hidden".into();
                suggestion.hidden_reason = Some(1);
            }
        });
        if row.topic == In::Counted {
            app.counted(&topic, 100, &[&suggestion]);
        }
        let mut other = String::new();
        if row.pattern.ends_with("merge") {
            let into = app.suggestion(&topic, None);
            if row.pattern.ends_with("/unmerge") {
                app.merge(&suggestion, &into, &people.moderator);
            }
            other = into.reference;
        }
        let mut objection = String::new();
        if hidden {
            app.hide(&suggestion, &people.moderator);
        }
        if objected {
            objection = app.object(&suggestion, &people.author);
        }
        if row.pattern.contains("/desk/{agency}/reports") {
            app.reader_report(
                &topic,
                &suggestion,
                &app.citizen(&format!("reader-{number}")),
            );
        }
        if asked(row) {
            app.question(&topic, &suggestion, &people.moderator);
        }
        let mut act = String::new();
        if row.pattern.contains("{act}") {
            act = app.waiting_act(&topic, &suggestion, &people.moderator);
        }
        let mut template = String::new();
        if row.pattern.contains("template") || row.pattern.ends_with("/answer/form") {
            template = app.template(&people.agency, "acknowledged", &people.moderator);
        }
        let mut release = String::new();
        if row.pattern.contains("/releases") {
            let writer = app.moderator(&format!("writer-{number}"), &people.agency);
            release = app.held(&topic, &suggestion, &writer);
        }
        let mut letter = String::new();
        if row.pattern.contains("/steward/mail") {
            letter = app.dead_letter(&format!("reader-{number}@example.org"));
        }
        let mut token = String::new();
        if row.pattern.ends_with("{token}") && !row.pattern.contains("/invitation/") {
            let kind = match row.pattern {
                pattern if pattern.contains("/register/") => TokenKind::Confirm,
                pattern if pattern.contains("/reset/") => TokenKind::Reset,
                _ => TokenKind::ChangeAddress,
            };
            token = app.token(kind, &format!("somebody-{number}@example.org"));
        }
        if row.pattern.contains("/unsubscribe/") {
            let secret = &app.inner().limits.secret;
            token = unsubscribe::token(secret, &people.author.id, Stops::Digest);
        }
        if row.pattern.contains("/account/notices") {
            for kind in NoticeKind::ALL {
                let own = kind.group() != Group::Followed;
                let about = own.then_some(&suggestion);
                app.notice(&people.author, *kind, &topic, about);
            }
            app.follow(&people.author, &topic);
        }
        let mut request = String::new();
        if row.pattern.contains("/steward/requests") {
            request = app.data_request(&people.author.id);
        }
        let mut invitation = String::new();
        if row.pattern.contains("/invitation") {
            let by = people.all.iter().flatten().last().expect("a steward");
            let address = format!("asked-{number}@example.org");
            (invitation, token) = app.invitation(&address, &people.agency, &by.id);
        }
        let mut view = String::new();
        if row.pattern.contains("/views") || row.pattern == "/{lang}/desk/{agency}" {
            view = app.saved_view(&people.agency, &people.moderator, &format!("View {number}"));
        }
        let mut commitment = String::new();
        if decided {
            commitment = app.adopt(&topic, &suggestion, &people.moderator);
        }
        if row.topic == In::Ready {
            app.report(&topic);
        }
        let name = format!("member-{number}");
        let mut session = String::new();
        if row.pattern.contains("{session}") {
            session = app.new_session(&people.author).1;
        }
        let member = match row.pattern {
            pattern if pattern.ends_with("/roles/withdraw") => app.moderator(&name, &people.agency),
            pattern if pattern.contains("/steward/people") => app.citizen(&name),
            "/{lang}/desk/{agency}/team" => app.citizen(&name),
            pattern if pattern.contains("/team/") => app.moderator(&name, &people.agency),
            _ => people.moderator.clone(),
        };
        if row.pattern.ends_with("/enable") {
            app.disable(&member);
        }
        let mut link = String::new();
        if row.pattern.contains("/links") || row.pattern.ends_with("/preview") {
            link = app.topic_link(&topic);
        }
        let free = |offset: usize| {
            let days = i64::try_from(number * 4 + offset).expect("not so many");
            (date(2081, 1, 1) + days.days()).to_string()
        };
        let days = [free(0), free(2)];
        let mut holiday = String::new();
        if row.pattern.contains("{holiday}") {
            holiday = app.holiday(&free(3));
        }
        if row.pattern.contains("{week}") {
            app.weekend_from(&days[1]);
        }
        Scene {
            holiday,
            days,
            calendar: app.query(calendar_changes::last_number),
            agency: people.agency.slug.clone(),
            agency_id: people.agency.id.clone(),
            session,
            topic,
            suggestion,
            commitment,
            objection,
            act,
            template,
            release,
            letter,
            token,
            invitation,
            request,
            view,
            other,
            number,
            member,
            link,
        }
    }

    pub fn address_form(&self) -> Vec<(&'static str, String)> {
        let address = format!("asking-{}@example.org", self.number);
        vec![("address", address)]
    }

    pub fn registering_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("password", "nine loud date palms".into()),
            ("consent", "yes".into()),
        ]
    }

    pub fn joining_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("password", "nine loud date palms by the sea".into()),
            ("name", "Badr".into()),
            ("consent", "yes".into()),
        ]
    }

    pub fn invitation_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("address", format!("invited-{}@example.org", self.number)),
            ("role", "moderator".into()),
            ("agency", self.agency_id.clone()),
            ("lang", "ar".into()),
            ("why_role", "Agreed with the agency on Sunday.".into()),
        ]
    }

    pub fn merge_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("into", self.other.clone()),
            ("merge_reason", "Both ask for lamps on the same way.".into()),
            ("version", "1".into()),
            ("into_version", "1".into()),
        ]
    }

    pub fn reply_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("question", "1".into()),
            ("reply", "On Sunday and Tuesday, from seven.".into()),
        ]
    }

    pub fn path(&self, pattern: &str) -> String {
        self.path_in(Lang::En, pattern)
    }

    /// The address in a language of the interface.
    pub fn path_in(&self, lang: Lang, pattern: &str) -> String {
        let style = server::web::assets::urls().style;
        let slug = if pattern.contains("/agencies/") {
            &self.agency
        } else {
            &self.topic.slug
        };
        // What is done to nothing shows nothing.
        let chosen = match pattern.ends_with("/bulk") {
            true => format!("?act=adopt&suggestion={}", self.suggestion.reference),
            false => String::new(),
        };
        // With both side by side, where there is another.
        let chosen = match pattern.ends_with("/merge") {
            true => format!("?into={}", self.other),
            false => chosen,
        };
        let chosen = match pattern.ends_with("/views") {
            true => "?stage=overdue".to_owned(),
            false => chosen,
        };
        let path = pattern
            .replace("/assets/{path}", &style)
            .replace("{lang}", lang.code())
            .replace("{other}", lang.other().code())
            .replace("{slug}", slug)
            .replace("{ref}", &self.suggestion.reference)
            .replace("{agency}", &self.agency)
            .replace("{id}", &self.objection)
            .replace("{account}", &self.member.id)
            .replace("{holiday}", &self.holiday)
            .replace("{week}", &self.days[1])
            .replace("{act}", &self.act)
            .replace("{template}", &self.template)
            .replace("{release}", &self.release)
            .replace("{letter}", &self.letter)
            .replace("{token}", &self.token)
            .replace("{invitation}", &self.invitation)
            .replace("{request}", &self.request)
            .replace("{view}", &self.view)
            .replace("{session}", &self.session)
            .replace("{year}", "2027")
            .replace("{number}", "1")
            .replace("/open-data/{file}", "/open-data/suggestions.csv")
            .replace("{file}", "result.csv");
        path + &chosen
    }

    pub fn key(&self) -> (&'static str, String) {
        ("key", format!("access-matrix-{}", self.number))
    }

    /// A name that nobody has, another in each scene: the tries of one are counted.
    pub fn nobody(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", format!("nobody-{}", self.number)),
            ("password", "x".into()),
        ]
    }

    /// The forms of one account: disabling, enabling, giving and taking a role.
    pub fn person_form(&self) -> Vec<(&'static str, String)> {
        let why = "Agreed with the agency on Sunday.";
        vec![
            ("why", why.into()),
            ("role", "manager".into()),
            ("agency", self.agency_id.clone()),
            ("why_role", why.into()),
            ("held", format!("moderator {}", self.agency_id)),
            ("why_withdrawn", why.into()),
        ]
    }

    pub fn suggestion_form(&self) -> Vec<(&'static str, String)> {
        let text = "Lamps on the way from the bus to the library, until it closes.";
        vec![
            ("title", "Light the way".into()),
            ("text", text.into()),
            self.key(),
        ]
    }

    pub fn edit_form(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.suggestion_form();
        fields.push(("version", "1".into()));
        fields
    }

    pub fn list_form(&self) -> Vec<(&'static str, String)> {
        let reference = self.suggestion.reference.clone();
        vec![
            ("op", "add".into()),
            ("suggestion", reference),
            ("version", "0".into()),
            self.key(),
        ]
    }

    pub fn objection_form(&self) -> Vec<(&'static str, String)> {
        let text = "It names no shop, and the price is that of the ministry's own list.";
        vec![("objection", text.into())]
    }

    pub fn decision_form(&self) -> Vec<(&'static str, String)> {
        let reason = "The text names no shop and sells nothing, so reason four does not hold.";
        vec![
            ("outcome", "restored".into()),
            ("public_reason", reason.into()),
        ]
    }

    pub fn answer_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("kind", "acknowledged".into()),
            ("reason", String::new()),
            ("seen", "0".into()),
            self.key(),
        ]
    }

    pub fn bulk_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("act", "acknowledge".into()),
            ("chosen", format!("{}.0", self.suggestion.reference)),
            self.key(),
        ]
    }

    pub fn template_chosen(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.bulk_form();
        fields.push(("with", "template".into()));
        fields.push(("template", self.template.clone()));
        fields
    }

    pub fn template_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("version", "1".into()),
            ("kind", "rejected".into()),
            ("label", "No budget".into()),
            ("text_ar", "لا تتسع الميزانية لما في «{title}».".into()),
            (
                "text_en",
                "The budget does not hold what “{title}” asks for.".into(),
            ),
        ]
    }

    pub fn update_form(&self) -> Vec<(&'static str, String)> {
        let commitment = self.commitment.clone();
        vec![
            ("commitment", commitment),
            ("seen", "planned".into()),
            ("state", "in_progress".into()),
            ("note", "The plans are drawn.".into()),
        ]
    }

    pub fn appointment(&self) -> Vec<(&'static str, String)> {
        vec![("sign_in", self.member.sign_in.clone())]
    }

    pub fn assignment(&self) -> Vec<(&'static str, String)> {
        vec![("saw", String::new()), ("account", self.member.id.clone())]
    }

    pub fn link_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("kind", "document".into()),
            ("title_ar", "خطة المكتبات".into()),
            ("title_en", "The plan of the libraries".into()),
            ("address", "https://libraries.gov.om/plan.pdf".into()),
        ]
    }

    pub fn correction_form(&self) -> Vec<(&'static str, String)> {
        vec![
            (
                "description_ar",
                "نراجع ساعات المكتبات في المدن والقرى.".into(),
            ),
            (
                "description_en",
                "We review the hours in towns and villages.".into(),
            ),
            ("reason_ar", "نسينا مكتبات القرى.".into()),
            ("reason_en", "We had left out the villages.".into()),
            ("version", self.topic.version.to_string()),
        ]
    }

    pub fn topic_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("slug", format!("matrix-{}", self.number)),
            ("title_ar", "ساعات المكتبات".into()),
            ("title_en", "Hours of libraries".into()),
            ("version", "1".into()),
        ]
    }

    pub fn extension_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("closes", "2026-12-27".into()),
            ("reason_ar", "طلب كثيرون وقتًا أطول للمشاركة.".into()),
            ("reason_en", "Many asked for more time to take part.".into()),
            ("version", "1".into()),
        ]
    }

    pub fn report_form(&self) -> Vec<(&'static str, String)> {
        let ar = "سمعنا أن الساعات لا تناسب العاملين، وسنفتح مساءً في أيام الأسبوع كلها.";
        let en =
            "We heard that the hours do not suit people who work, and we will open in the evening.";
        vec![
            ("ar", ar.into()),
            ("en", en.into()),
            ("version", "0".into()),
        ]
    }

    pub fn calendar_version(&self) -> (&'static str, String) {
        ("version", self.calendar.to_string())
    }

    pub fn holiday_form(&self) -> Vec<(&'static str, String)> {
        let [first, last] = self.days.clone();
        vec![
            ("name_ar", "يوم الشجرة".into()),
            ("name_en", "Day of trees".into()),
            ("first_day", first),
            ("last_day", last),
            ("status", "announced".into()),
            ("source_ar", "بيان في يومه".into()),
            ("source_en", "Announcement of the day".into()),
            ("confirm", "yes".into()),
            self.calendar_version(),
        ]
    }

    pub fn week_form(&self) -> Vec<(&'static str, String)> {
        let [first, _] = self.days.clone();
        vec![
            ("from_day", first),
            ("saturday", "yes".into()),
            ("source", "Decree of the day".into()),
            ("confirm", "yes".into()),
            self.calendar_version(),
        ]
    }
}
