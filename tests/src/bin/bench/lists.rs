//! The priority lists of a topic, each of a person of its own.

use diesel::prelude::*;
use server::app::App;
use server::chance;
use server::db::Conn;
use server::db::schema::{accounts, priority_list_entries as entries, priority_lists as lists};
use server::db::topics::Topic;
use server::db::types::At;
use server::on_each;

/// Suggestions on each list.
pub const ENTRIES: usize = 5;
/// Lists written by one statement of each kind.
const AT_ONCE: usize = 1_000;

/// Adds `many` lists, the first of them `citizen`'s. Early suggestions are listed more often, as
/// people do.
pub fn add(
    conn: &mut Conn,
    app: &App,
    topic: &Topic,
    published: &[String],
    many: usize,
    citizen: &str,
) -> QueryResult<()> {
    let at = At::from(app.now());
    let mut chosen = Chosen(0x5EED);
    for first in (0..many).step_by(AT_ONCE) {
        let (mut people, mut heads, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for n in first..many.min(first + AT_ONCE) {
            let list = chance::id(app.now());
            let person = if n == 0 {
                citizen.to_owned()
            } else {
                chance::id(app.now())
            };
            if n > 0 {
                people.push((
                    accounts::id.eq(person.clone()),
                    accounts::sign_in.eq(person.clone()),
                    accounts::name.eq("Somebody"),
                    accounts::show_name.eq(false),
                    accounts::lang.eq("ar"),
                    accounts::created_at.eq(at),
                ));
            }
            heads.push((
                lists::id.eq(list.clone()),
                lists::topic_id.eq(topic.id.as_str()),
                lists::account_id.eq(person),
                lists::version.eq(1),
                lists::saved_at.eq(at),
            ));
            for (place, index) in (1_i32..).zip(chosen.some_of(published.len())) {
                rows.push((
                    entries::list_id.eq(list.clone()),
                    entries::place.eq(place),
                    entries::suggestion_id.eq(published[index].as_str()),
                ));
            }
        }
        on_each!(conn, |c| diesel::insert_into(accounts::table)
            .values(&people)
            .execute(c))?;
        on_each!(conn, |c| diesel::insert_into(lists::table)
            .values(&heads)
            .execute(c))?;
        on_each!(conn, |c| diesel::insert_into(entries::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// A row of numbers that is the same in each run (a linear congruence, Knuth's MMIX factors).
struct Chosen(u64);

impl Chosen {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// Different indexes below `end`, small ones more often.
    fn some_of(&mut self, end: usize) -> Vec<usize> {
        let mut some = Vec::with_capacity(ENTRIES);
        while some.len() < ENTRIES {
            let most = self.below(end) + 1;
            let index = self.below(most);
            if !some.contains(&index) {
                some.push(index);
            }
        }
        some
    }
}
